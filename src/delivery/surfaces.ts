// Where a reply's pages stand and which calls reach them now: at home (where it was asked), or in a direct message.
import { createHash } from 'node:crypto';
import type { Ask } from '../asks/ask.ts';
import type { ReplyToken } from '../asks/reply-tokens.ts';
import type { ReplyView } from '../rendering/reply.ts';
import type { PostedPage, PostedPages, ReplyState } from './reply-state.ts';
import type { ChannelPost, EditTarget, Target } from './target.ts';

export interface Surface {
  pages: PostedPage[];
  /** The calls that reach a page, the usual one first; none when it is out of reach. */
  targetsOf(index: number): Target[];
  /** The page that is being deleted, which is none of `pages` any more. */
  leaving(): PostedPage | undefined;
  /** The call that deletes that page, or the last one; undefined when it is out of reach. */
  removalTarget(): EditTarget | undefined;
  /** The last page is to be deleted. */
  leave(): void;
  /** It is. */
  noteLeft(): void;
  /** What the reply says of its own future. */
  notice(): ReplyView['notice'];
  /** Pages beyond this number cannot be posted. */
  maxPages(): number;
  /** An ended reply of more pages than these could not be made anew here. */
  maxPagesAgain(): number;
  /** The message that asked stands above. */
  isBelowQuestion: boolean;
  /** The call that pings the asker; undefined where none can, or none is needed. */
  pingTarget(): Target | undefined;
  /** The call will not work again. */
  lose(target: Target): void;
  /** Somebody deleted the page, which is not the first: the reply ends before it. */
  forget(index: number): void;
  canAttach(): boolean;
  /** The bot may send no files here. */
  loseFiles(): void;
}

/** Once the channel can take over there is no need to run into the token's end. */
const switchBeforeExpiryMs = 60_000;
/** Without the channel every edit counts until the clocks' doubt. */
const lastEditBeforeExpiryMs = 15_000;
const askToFollowBeforeExpiryMs = 3 * 60_000;
/** Interactions of an app that is installed for a user alone may have five (Discord: error 40094). */
const maxFollowUps = 5;

export interface HomeOptions {
  ask: Ask;
  state: ReplyState;
  /** The freshest token, if it still lives in Redis. */
  token: () => ReplyToken | undefined;
  /** Epoch ms on Discord's clock. */
  discordNow: () => number;
}

export function createHome({ ask, state, token, discordNow }: HomeOptions): Surface {
  const { canUseChannel, isPrivate, repliesTo } = ask.place;
  const lostTokens = new Set<string>();
  let hasChannel = canUseChannel && !isPrivate;

  function leftMs(): number {
    const current = token();
    if (!current || lostTokens.has(current.token)) return Number.NEGATIVE_INFINITY;
    return current.expiresAt - discordNow();
  }

  function liveToken(): ReplyToken | undefined {
    const marginMs = hasChannel ? switchBeforeExpiryMs : lastEditBeforeExpiryMs;
    return leftMs() > marginMs ? token() : undefined;
  }

  function editsOf({ channelId, messageId, tokenMessageId }: PostedPage): EditTarget[] {
    const live = liveToken();
    const isTokens = live && [messageId, tokenMessageId].includes(live.messageId);
    return [
      ...(isTokens ? [{ type: 'token-edit', token: live, messageId } as const] : []),
      ...(hasChannel ? [{ type: 'channel-edit', channelId, messageId } as const] : []),
    ];
  }

  function postsOf(index: number): Target[] {
    const answers = index === 0 && repliesTo !== undefined ? { repliesTo } : {};
    if (hasChannel) return [{ ...channelPost(ask, ask.place.channelId, index), ...answers }];
    const live = liveToken();
    return live ? [{ type: 'token-post', token: live, isPrivate }] : [];
  }

  return {
    pages: state.pages,
    targetsOf: (index) => {
      const page = state.pages[index];
      return page ? editsOf(page) : postsOf(index);
    },
    ...createLeave(state, editsOf),
    notice: () => {
      if (hasChannel || leftMs() > askToFollowBeforeExpiryMs) return undefined;
      return leftMs() > switchBeforeExpiryMs ? 'keep-following' : 'direct-message-follows';
    },
    maxPages: () => {
      if (hasChannel) return maxPagesOf(state);
      const maxPosted = state.isFollowUpPending ? state.pages.length : 1 + maxFollowUps;
      return Math.min(maxPosted, maxPagesOf(state));
    },
    // What is pressed brings a token for its own message; the others take the channel.
    maxPagesAgain: () => (hasChannel ? Number.POSITIVE_INFINITY : 1),
    isBelowQuestion: repliesTo !== undefined,
    pingTarget: () => {
      const messageId = state.pages[0]?.messageId;
      // Nobody is notified of a message that only one person sees.
      if (isPrivate || messageId === undefined) return undefined;
      const ping = { userId: ask.asker.id, messageId };
      const live = liveToken();
      if (hasChannel) return { ...channelPost(ask, ask.place.channelId, 'ping'), ping };
      return live && { type: 'token-post', token: live, isPrivate, ping };
    },
    lose: (target) => {
      if (target.type === 'channel-edit' || target.type === 'channel-post') hasChannel = false;
      else lostTokens.add(target.token.token);
    },
    forget: (index) => forgetPage(state, index),
    ...createFileAccess(),
  };
}

export interface DirectMessageOptions {
  ask: Ask;
  state: PostedPages & { channelId: string };
}

export function createDirectMessage({ ask, state }: DirectMessageOptions): Surface {
  const { channelId, pages } = state;
  let isOpen = true;

  function editsOf({ messageId }: PostedPage): EditTarget[] {
    return isOpen ? [{ type: 'channel-edit', channelId, messageId }] : [];
  }

  return {
    pages,
    targetsOf: (index) => {
      const page = pages[index];
      if (page) return editsOf(page);
      return isOpen ? [channelPost(ask, channelId, index)] : [];
    },
    ...createLeave(state, editsOf),
    notice: () => 'answer-by-direct-message',
    maxPages: () => maxPagesOf(state),
    // Whoever presses a button there may ask where others read.
    maxPagesAgain: () => 0,
    isBelowQuestion: false,
    // A direct message notifies by itself.
    pingTarget: () => undefined,
    lose: () => {
      isOpen = false;
    },
    forget: (index) => forgetPage(state, index),
    ...createFileAccess(),
  };
}

type Leave = Pick<Surface, 'leaving' | 'removalTarget' | 'leave' | 'noteLeft'>;

function createLeave(state: PostedPages, editsOf: (page: PostedPage) => EditTarget[]): Leave {
  return {
    leaving: () => state.leaving,
    removalTarget: () => {
      const page = state.leaving ?? state.pages.at(-1);
      return page && editsOf(page)[0];
    },
    leave: () => {
      state.leaving = state.pages.pop();
    },
    noteLeft: () => {
      delete state.leaving;
    },
  };
}

function maxPagesOf({ maxPages = Number.POSITIVE_INFINITY }: PostedPages): number {
  return maxPages;
}

function forgetPage(state: PostedPages, index: number): void {
  state.pages.splice(index, 1);
  state.maxPages = Math.min(index, maxPagesOf(state));
}

function createFileAccess(): Pick<Surface, 'canAttach' | 'loseFiles'> {
  let canAttach = true;
  return {
    canAttach: () => canAttach,
    loseFiles: () => {
      canAttach = false;
    },
  };
}

/** The nonce names what is posted, so that a post repeated after a crash gives the message that is there. */
function channelPost(ask: Ask, channelId: string, part: number | 'ping'): ChannelPost {
  const digest = createHash('sha256').update(`${ask.id} ${channelId} ${part}`).digest('base64url');
  return { type: 'channel-post', channelId, nonce: digest.slice(0, 25) };
}
