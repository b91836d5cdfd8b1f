// The calls that replies are made of. A call waits its turn, is rendered then, and is sent once.
import { RequestMethod, type REST } from '@discordjs/rest';
import { Routes, type APIDMChannel, type APIMessage } from 'discord-api-types/v10';
import type { Frame } from '../rendering/frame.ts';
import type { Urgency } from './bucket.ts';
import { toDiscordFailure } from './discord-failure.ts';
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
  /** Resolves to the channel's id. */
  openDirectMessage(userId: string): Promise<string>;
  /** How long a call would wait for its turn if it were the only one. */
  delayMs(target: Target, urgency: Urgency, reserve: number): number;
}

export type DiscordCallsOptions = Omit<PacedRestOptions, 'timeoutMs'> & { timeoutMs?: number };

/** A request takes this long at most. */
export const requestTimeoutMs = 7_000;

export function createDiscordCalls({
  timeoutMs = requestTimeoutMs,
  ...options
}: DiscordCallsOptions): DiscordCalls {
  const { pacer } = options;
  const rest = createPacedRest({ ...options, timeoutMs });

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

  async function inTurn<T>(turn: AcquireOptions, request: () => Promise<T>): Promise<T> {
    await pacer.acquire(turn);
    try {
      return await request();
    } catch (error) {
      const failure = toDiscordFailure(error);
      if (failure.type === 'rate-limited') pacer.block(turn.bucket, failure.retryAfterMs);
      throw error;
    } finally {
      pacer.release(turn.bucket);
    }
  }

  function bucketFor(target: Target): string {
    const { method, route } = toRequest(target);
    return bucketOf(method, route);
  }

  return {
    send: (target, { kept, render, prepare, ...turn }) =>
      inTurn({ bucket: bucketFor(target), ...turn }, async () => {
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
      await inTurn({ bucket, urgency: 'final', reserve: 0, signal }, () =>
        clientFor(needsBotToken).request({ method, fullRoute: route, auth: false }),
      );
    },

    wakeThread: async (channelId, signal) => {
      const route = Routes.channel(channelId);
      const bucket = bucketOf(RequestMethod.Patch, route);
      await inTurn({ bucket, urgency: 'final', reserve: 0, signal }, () =>
        rest.bot.patch(route, { body: { archived: false }, auth: false }),
      );
    },

    openDirectMessage: async (userId) => {
      const body = { recipient_id: userId };
      const request = { body, auth: false };
      const channel = (await rest.bot.post(Routes.userChannels(), request)) as APIDMChannel;
      return channel.id;
    },

    delayMs: (target, urgency, reserve) => pacer.delayMs(bucketFor(target), urgency, reserve),
  };
}
