// The calls that replies are made of. A call waits its turn, is rendered then, and is sent once.
import { RequestMethod, type REST } from '@discordjs/rest';
import { Routes, type APIDMChannel, type APIMessage } from 'discord-api-types/v10';
import type { Frame } from '../rendering/frame.ts';
import type { Urgency } from './bucket.ts';
import { toDiscordFailure } from './discord-failure.ts';
import { createGlobalLimit } from './global-limit.ts';
import { keptFilesOf } from './kept-files.ts';
import { toMessageBody, type KeptFile } from './message-body.ts';
import type { AcquireOptions } from './pacer.ts';
import { createPacedRest, type PacedRestOptions } from './paced-rest.ts';
import { bucketOf, toRequest, type EditTarget, type Target } from './target.ts';

export interface SendOptions {
  urgency: Urgency;
  /** Requests of the bucket that must stay free for final frames. */
  reserve: number;
  /** Files that the message holds already. */
  kept: readonly KeptFile[];
  /** Called when the turn has come; undefined = there is nothing to send any more. */
  render: () => Frame | undefined;
  /** Called when the frame is about to go out. */
  prepare?: () => Promise<void>;
  signal: AbortSignal;
}

export interface SentMessage {
  id: string;
  channelId: string;
  frame: Frame;
  files: KeptFile[];
}

export interface DiscordCalls {
  /** Rejects with what `toDiscordFailure` reads, or with the signal's reason while it waits its turn. */
  send(target: Target, options: SendOptions): Promise<SentMessage | undefined>;
  /** Deletes the message. Rejects like `send`. */
  remove(target: EditTarget, signal: AbortSignal): Promise<void>;
  /** Opens a thread that was closed, which whoever may write in it may do unless it is locked. Rejects like `send`. */
  wakeThread(channelId: string, signal: AbortSignal): Promise<void>;
  /** Resolves to the channel's id. Rejects like `send`. */
  openDirectMessage(userId: string, signal: AbortSignal): Promise<string>;
  /** How long a call would wait for its turn if it were the only one. */
  delayMs(target: Target, urgency: Urgency, reserve: number): number;
}

export type DiscordCallsOptions = Omit<PacedRestOptions, 'timeoutMs' | 'globalLimit'> & {
  timeoutMs?: number;
};

/** A request takes this long at most. */
export const requestTimeoutMs = 7_000;

/** Discord's limit for a bot ("Rate limits"). */
const globalPerSecond = 50;

export function createDiscordCalls({
  timeoutMs = requestTimeoutMs,
  ...options
}: DiscordCallsOptions): DiscordCalls {
  const { pacer } = options;
  // Our seconds are not Discord's: at half of the limit no second of Discord's holds more.
  const globalLimit = createGlobalLimit({ perSecond: globalPerSecond / 2 });
  const rest = createPacedRest({ ...options, globalLimit, timeoutMs });

  const clientFor = (needsBotToken: boolean): REST => (needsBotToken ? rest.bot : rest.interaction);

  async function post(
    target: Target,
    frame: Frame,
    kept: readonly KeptFile[],
  ): Promise<APIMessage> {
    const { method, route, flags, extra, query, needsBotToken } = toRequest(target);
    const { body, files } = toMessageBody(frame, kept);
    const answer = await clientFor(needsBotToken).request({
      method,
      fullRoute: route,
      auth: false,
      body: { ...body, ...extra, flags: body.flags | flags },
      files,
      ...(query && { query }),
    });
    return answer as APIMessage;
  }

  async function inTurn<T>(
    { needsBotToken, ...turn }: AcquireOptions & { needsBotToken: boolean },
    request: () => Promise<T>,
  ): Promise<T> {
    await pacer.acquire(turn);
    try {
      if (needsBotToken) await globalLimit.acquire(turn);
      return await request();
    } catch (error) {
      const failure = toDiscordFailure(error);
      if (failure.type === 'rate-limited') pacer.block(turn.bucket, failure.retryAfterMs);
      throw error;
    } finally {
      pacer.release(turn.bucket);
    }
  }

  return {
    send: (target, { kept, render, prepare, ...turn }) =>
      inTurn({ ...wayOf(target), ...turn }, async () => {
        const frame = render();
        if (!frame) return undefined;
        await prepare?.();
        const message = await post(target, frame, kept);
        const files = keptFilesOf(message, frame);
        return { id: message.id, channelId: message.channel_id, frame, files };
      }),

    remove: async (target, signal) => {
      const { route, needsBotToken } = toRequest(target);
      const method = RequestMethod.Delete;
      const bucket = bucketOf(method, route);
      await inTurn({ bucket, needsBotToken, urgency: 'final', reserve: 0, signal }, () =>
        clientFor(needsBotToken).request({ method, fullRoute: route, auth: false }),
      );
    },

    wakeThread: async (channelId, signal) => {
      const route = Routes.channel(channelId);
      const bucket = bucketOf(RequestMethod.Patch, route);
      const turn = { bucket, needsBotToken: true, urgency: 'final', reserve: 0, signal } as const;
      await inTurn(turn, () => rest.bot.patch(route, { body: { archived: false }, auth: false }));
    },

    openDirectMessage: async (userId, signal) => {
      await globalLimit.acquire({ urgency: 'final', signal });
      const body = { recipient_id: userId };
      const request = { body, auth: false };
      const channel = (await rest.bot.post(Routes.userChannels(), request)) as APIDMChannel;
      return channel.id;
    },

    delayMs: (target, urgency, reserve) => {
      const { bucket, needsBotToken } = wayOf(target);
      const globalMs = needsBotToken ? globalLimit.delayMs(urgency) : 0;
      return Math.max(globalMs, pacer.delayMs(bucket, urgency, reserve));
    },
  };
}

function wayOf(target: Target): { bucket: string; needsBotToken: boolean } {
  const { method, route, needsBotToken } = toRequest(target);
  return { bucket: bucketOf(method, route), needsBotToken };
}
