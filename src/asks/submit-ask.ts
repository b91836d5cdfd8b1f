// From a request to an ask on its way to the line, or the reason why not.
import type { Continues, NewTurn, TurnStore } from '../conversations/turn-store.ts';
import type { Subject, TextFile } from '../conversations/turn.ts';
import { BotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { PublishedModels } from '../models/published-models.ts';
import type { Ask } from './ask.ts';
import type { ChooseModel, ModelChoice } from './choose-model.ts';
import type { AskOutcome, HandIn } from './hand-in.ts';
import {
  refuseUncounted,
  weightOf,
  type AskRefusal,
  type Limits,
  type Standpoint,
} from './limits.ts';
import type { HasRoom } from './question-room.ts';
import type { ReplyToken } from './reply-tokens.ts';
import { refusePictures } from './seeing-models.ts';
import { within } from './within.ts';

/** What was asked for; the model is the usual one when none is named. */
export interface AskRequest extends Pick<
  Ask,
  'id' | 'asker' | 'question' | 'place' | 'locale' | 'askedAt'
> {
  model?: string;
  /** The server whose settings count; `null` where the host's do. */
  homeGuildId: string | null;
  roleIds: Standpoint['roleIds'];
  /** The channel comes first. */
  channelIds: Standpoint['channelIds'];
  /** Of the question's message; that of the ask when absent. */
  partId?: string;
  /** Nothing when absent: a conversation begins. */
  continues?: Continues;
  /** Fetches what else is asked about, once no limit refuses the ask. There is nothing when absent. */
  readContent?: () => Promise<ReadContent | AskRefusal>;
  /** See `NewTurn`. */
  gatherMs?: number;
}

/** What a question holds beside its text. */
export interface ReadContent {
  type: 'read';
  subject?: Subject;
  files: readonly TextFile[];
  pictures: readonly Uint8Array[];
}

/** Without a token where the reply needs none: after a message. */
export type SubmitAsk = (request: AskRequest, token?: ReplyToken) => Promise<AskOutcome>;

/** What of a server's settings counts for an ask. */
export interface AskSettings
  extends Limits, Required<Pick<Ask, 'reasoningDisplay' | 'pingsAsker'>> {
  /** What the model is told before all else; that of a channel in its place. */
  persona: string | null;
  channelPersonas: Readonly<Record<string, string>>;
  /** Asked where nobody names one. */
  model: string | null;
  channelModels: Readonly<Record<string, string>>;
  /** Of what everybody sees; none: as Discord has the server. */
  language?: string | null;
}

export interface SubmitAskOptions {
  handIn: HandIn;
  turns: Pick<TurnStore, 'begin'>;
  /** For what must be done in the end even if Redis is away now. */
  patientTurns: Pick<TurnStore, 'withdraw'>;
  chooseModel: ChooseModel;
  listModels: () => Promise<Pick<PublishedModels, 'models'>>;
  hasRoom: HasRoom;
  /** What a server has chosen, or else the host. */
  settingsOf: (guildId: string | null) => Promise<AskSettings>;
  /** No limit holds for operators. */
  isOperator: (userId: string) => boolean;
  log: Logger;
  /** How long a step may take that a person waits for. */
  stepLimitMs?: number;
}

interface AskTerms {
  model: string;
  settings: AskSettings;
  isExempt: boolean;
}

/** Throws QUEUE_UNAVAILABLE when Redis does not take it in time; then it is not taken later either. */
export function createSubmitAsk({
  handIn,
  turns,
  patientTurns,
  chooseModel,
  listModels,
  hasRoom,
  settingsOf,
  isOperator,
  log,
  stepLimitMs = 2_000,
}: SubmitAskOptions): SubmitAsk {
  const reached = <T>(work: Promise<T>): Promise<T> =>
    within(stepLimitMs, work).catch((cause: unknown) => {
      throw new BotError('QUEUE_UNAVAILABLE', { cause });
    });

  function choose(request: AskRequest, { settings, isExempt }: Omit<AskTerms, 'model'>) {
    return chooseModel(request.model, { usual: usualModelOf(settings, request), isExempt });
  }

  async function refuseUnfit(turn: NewTurn, model: string): Promise<AskRefusal | undefined> {
    const { part, pictures = [] } = turn;
    const blind = pictures.length > 0 && refusePictures(await reached(listModels()), model);
    if (blind) return blind;
    const question = { ...turn, parts: [part], pictures: pictures.length };
    if (await reached(hasRoom(model, question))) return undefined;
    return { type: 'refused', code: 'PROMPT_TOO_LONG', detail: model };
  }

  /** The turn first: an ask that is recorded has all that its worker needs. */
  async function begin(
    turn: NewTurn,
    continues: Continues | undefined,
    takeUp: () => Promise<AskOutcome>,
  ): Promise<AskOutcome> {
    try {
      await reached(turns.begin(turn, continues));
      const outcome = await takeUp();
      if (outcome.type === 'refused') withdraw(turn.id);
      return outcome;
    } catch (error) {
      withdraw(turn.id);
      throw error;
    }
  }

  /** Redis may have the turn, or get it yet, although it did not say so. */
  function withdraw(turnId: string): void {
    patientTurns.withdraw(turnId).catch((error: unknown) => {
      log.warn({ err: error, turnId }, 'turn-not-withdrawn');
    });
  }

  return async (request, token) => {
    const { asker, homeGuildId, continues, readContent = readNothing } = request;
    if (isEmpty(request)) return { type: 'refused', code: 'PROMPT_EMPTY' };
    const settings = await reached(settingsOf(homeGuildId));
    const isExempt = isOperator(asker.id);
    const standpoint = { ...request, askerId: asker.id };
    const refusal = isExempt ? undefined : refuseUncounted(settings, standpoint);
    if (refusal) return refusal;
    const choice: ModelChoice = await choose(request, { settings, isExempt });
    if (choice.type === 'refused') return choice;
    const ask = toAsk(request, { model: choice.model, settings, isExempt });
    const limits = isExempt ? undefined : { ...settings, homeGuildId };
    const counted = await handIn.look(ask, limits);
    if (counted) return counted;
    const content = await readContent();
    if (content.type === 'refused') return content;
    const turn = toTurn(request, { content, settings });
    const unfit = await refuseUnfit(turn, choice.model);
    if (unfit) return unfit;
    return begin(turn, continues, () => handIn.submit(ask, { token, limits }));
  };
}

function isEmpty({ question, readContent }: AskRequest): boolean {
  return question.trim() === '' && readContent === undefined;
}

/** What is asked where nobody names a model; `null`: the host's. */
export function usualModelOf(
  { channelModels, model }: Pick<AskSettings, 'channelModels' | 'model'>,
  request: Pick<AskRequest, 'channelIds'>,
): string | null {
  return ofChannel(channelModels, request) ?? model;
}

/** That of the channel itself, or of the nearest that it stands in. */
function ofChannel<T>(
  chosen: Readonly<Record<string, T>>,
  { channelIds }: Pick<AskRequest, 'channelIds'>,
): T | undefined {
  return channelIds.map((id) => chosen[id]).find((value) => value !== undefined);
}

async function readNothing(): Promise<ReadContent> {
  return { type: 'read', files: [], pictures: [] };
}

function toTurn(
  request: AskRequest,
  { content, settings }: { content: ReadContent; settings: AskSettings },
): NewTurn {
  const { id, asker, question, partId = id, gatherMs } = request;
  const { files, subject, pictures } = content;
  const persona = ofChannel(settings.channelPersonas, request) ?? settings.persona;
  return {
    id,
    asker,
    part: { id: partId, text: question, ...(files.length > 0 && { files }) },
    ...(subject && { subject }),
    ...(persona !== null && { persona }),
    ...(pictures.length > 0 && { pictures }),
    ...(gatherMs !== undefined && { gatherMs }),
  };
}

/** Only what an ask record holds: the request knows more. */
function toAsk(
  { id, asker, question, place, locale, askedAt, roleIds }: AskRequest,
  { model, settings, isExempt }: AskTerms,
): Ask {
  const terms = termsOf(settings, { roleIds, isExempt });
  const shownIn = place.isPrivate ? locale : (settings.language ?? locale);
  return { id, turnId: id, asker, question, model, place, locale: shownIn, ...terms, askedAt };
}

/** What a server has chosen for whoever asks. */
export function termsOf(
  settings: AskSettings,
  { roleIds, isExempt }: Pick<Standpoint, 'roleIds'> & { isExempt: boolean },
): Pick<Ask, 'reasoningDisplay' | 'pingsAsker' | 'weight' | 'maxAnswerTokens'> {
  const { reasoningDisplay, pingsAsker, maxAnswerTokens } = settings;
  const isBounded = !isExempt && maxAnswerTokens !== null;
  const weight = weightOf(settings, roleIds);
  return { reasoningDisplay, pingsAsker, weight, ...(isBounded && { maxAnswerTokens }) };
}
