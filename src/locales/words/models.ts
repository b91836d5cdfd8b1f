// What /model says, and the replies in which models are pulled, loaded and removed.

export interface ModelsWords {
  list: {
    title(values: { count: number }): string;
    none: string;
    noServer: string;
    /** On buttons: at most 80 characters. */
    earlier: string;
    later: string;
    page(values: { page: number; pages: number }): string;
    /** Tokens that are in use, of those that the models were trained for. */
    context(values: { tokens: number }): string;
  };
  /** Of one model. */
  traits: {
    tokens(values: { tokens: number }): string;
    tokensOf(values: { used: number; trained: number }): string;
    reasons: string;
    sees: string;
    inMemory: string;
    on(values: { servers: string }): string;
    inMemoryOn(values: { servers: string }): string;
    usedHere: string;
    denied: string;
    /** Model servers that have it, each by its name or one of these. `code`: a few letters and digits. */
    unnamed(values: { code: string }): string;
    away(values: { server: string }): string;
  };
  /** Names of what /model info tells. */
  info: {
    size: string;
    parameters: string;
    context: string;
    abilities: string;
    memory: string;
    servers: string;
    license: string;
    changed: string;
    /** "none" of any of them. */
    none: string;
    onlyAnswers: string;
    notInMemory: string;
  };
  use: {
    server(values: { model: string }): string;
    channel(values: { model: string; channel: string }): string;
    /** The choice was taken back; `model` is what counts now. */
    serverBack(values: { model: string }): string;
    channelBack(values: { model: string; channel: string }): string;
    /** No more channels can have one of their own. */
    tooMany(values: { max: number }): string;
    isReady: string;
    /** No server that answers has it. */
    later: string;
  };
  access: {
    allowed(values: { model: string }): string;
    wasAllowed(values: { model: string }): string;
    denied(values: { model: string }): string;
    wasDenied(values: { model: string }): string;
  };
  remove: {
    sure(values: { model: string; size: string }): string;
    /** After `sure`, where a server has a name. */
    from(values: { servers: string }): string;
    lost: string;
    /** On buttons. */
    yes: string;
    no: string;
    kept(values: { model: string }): string;
    over: string;
    /** Why not; one of the four below follows for each reason. */
    refused(values: { model: string }): string;
    isDefault: string;
    asked(values: { count: number }): string;
    here: string;
    channels(values: { channels: string }): string;
    elsewhere(values: { count: number }): string;
  };
  /** Choices in lists. Discord takes at most 100 characters. */
  choices: {
    usual(values: { model: string }): string;
    sized(values: { model: string; size: string }): string;
  };
  tasks: {
    waiting(values: { kind: string; model: string }): string;
    noServer: string;
    /** That which does it. */
    away: string;
    /** When a load that waits begins. */
    afterAsks: string;
    starting: string;
    checking: string;
    retrying: string;
    pulling(values: { model: string }): string;
    loading(values: { model: string }): string;
    removing(values: { model: string }): string;
    unloading: string;
    pulled(values: { model: string }): string;
    loaded(values: { model: string }): string;
    removed(values: { model: string }): string;
    unloaded(values: { model: string; isNamed: 'yes' | 'no' }): string;
    cancelled(values: { model: string; isNamed: 'yes' | 'no' }): string;
    /** After a cancelled pull. */
    kept: string;
    bytes(values: { done: string; all: string }): string;
    megabytes(values: { count: number }): string;
    perSecond(values: { amount: string }): string;
    left(values: { time: string }): string;
    took(values: { time: string }): string;
    nothing: string;
    cancel: string;
    /** Told to whoever presses what has ended. */
    ended: string;
    notYours: string;
    /** After the pull: the next step. */
    useIt: string;
    percent(values: { share: number }): string;
  };
}
