// The surface that a reply is shown on now, with the writer of its pages.
import type { Ask } from '../asks/ask.ts';
import type { ReplyTokens } from '../asks/reply-tokens.ts';
import type { TurnStore } from '../conversations/turn-store.ts';
import type { Frame } from '../rendering/frame.ts';
import type { DiscordCalls } from './discord-calls.ts';
import { createPageLinks } from './page-links.ts';
import { createPageWriter, type PageWriter } from './page-writer.ts';
import type { ReplyState, ReplyStates } from './reply-state.ts';
import { createDirectMessage, createHome, type Surface } from './surfaces.ts';
import type { Target } from './target.ts';

export interface StageOptions {
  ask: Ask;
  calls: DiscordCalls;
  /** Kept up to date, and saved whenever it changes. */
  state: ReplyState;
  replyStates: Pick<ReplyStates, 'save'>;
  replyTokens: ReplyTokens;
  turns: Pick<TurnStore, 'link'>;
  render: (surface: Surface) => Frame[];
  /** Epoch ms on Discord's clock. */
  discordNow: () => number;
  signal: AbortSignal;
}

export interface Stage {
  surface(): Surface;
  writer(): PageWriter;
  /** Takes up a token that the press of a button has brought, while there is need of one. */
  refresh(): Promise<void>;
  /** The call that pings the asker; undefined where none can, or one did. Given once: a ping must not come twice. */
  takePing(): Promise<Target | undefined>;
  /** False when the reply is in a direct message already. Rejects like `DiscordCalls.openDirectMessage`. */
  moveToDirectMessage(): Promise<boolean>;
}

export async function openStage({
  ask,
  calls,
  state,
  replyStates,
  replyTokens,
  turns,
  render,
  discordNow,
  signal,
}: StageOptions): Promise<Stage> {
  const links = createPageLinks({ turns, turnId: ask.turnId });
  await links.link(state);
  let token = await replyTokens.get(ask.id);
  let surface = createHome({ ask, state, token: () => token, discordNow });
  let writer = writerFor(surface);

  function writerFor(target: Surface): PageWriter {
    return createPageWriter({
      calls,
      surface: target,
      render: () => render(target),
      save: async (change) => {
        Object.assign(state, change);
        await replyStates.save(ask.id, state);
        await links.link(state);
      },
    });
  }

  return {
    surface: () => surface,
    writer: () => writer,
    refresh: async () => {
      const notice = surface.notice();
      if (notice === undefined || notice === 'answer-by-direct-message') return;
      token = await replyTokens.get(ask.id);
    },
    takePing: async () => {
      const target = surface.pingTarget();
      if (!target || state.isPinged === true) return undefined;
      state.isPinged = true;
      await replyStates.save(ask.id, state);
      return target;
    },
    moveToDirectMessage: async () => {
      if (surface.notice() === 'answer-by-direct-message') return false;
      const channelId = await calls.openDirectMessage(ask.asker.id, signal);
      state.directMessage ??= { channelId, pages: [] };
      surface = createDirectMessage({ ask, state: state.directMessage });
      writer = writerFor(surface);
      return true;
    },
  };
}
