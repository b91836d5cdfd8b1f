// Where a frame can go, and the request that takes it there.
import { RequestMethod, type RouteLike } from '@discordjs/rest';
import { MessageFlags, Routes, type RESTAPIMessageReference } from 'discord-api-types/v10';
import type { ReplyToken } from '../asks/reply-tokens.ts';

/** `token-…` needs no other credential; `channel-…` uses the bot's own. */
export type Target =
  | { type: 'token-edit'; token: ReplyToken; messageId: string }
  | { type: 'token-post'; token: ReplyToken; isPrivate: boolean; ping?: Ping }
  | { type: 'channel-edit'; channelId: string; messageId: string }
  /**
   * The nonce (at most 25 characters) makes a repeated post return the first one for some minutes. `repliesTo`: the
   * message that it answers; its author is not notified.
   */
  | { type: 'channel-post'; channelId: string; nonce: string; ping?: Ping; repliesTo?: string };

/** The one person whom the message notifies, and the message that it is about. */
export interface Ping {
  userId: string;
  messageId: string;
}

export type EditTarget = Extract<Target, { type: 'token-edit' | 'channel-edit' }>;

export type ChannelPost = Extract<Target, { type: 'channel-post' }>;

export interface TargetRequest {
  method: RequestMethod;
  route: RouteLike;
  /** Flags on top of those of every reply. */
  flags: number;
  /** Fields of the body beside the message itself. */
  extra: Readonly<Record<string, unknown>>;
  query?: URLSearchParams;
  needsBotToken: boolean;
}

export function toRequest(target: Target): TargetRequest {
  switch (target.type) {
    case 'token-edit': {
      const { applicationId, token, messageId: original } = target.token;
      const messageId = target.messageId === original ? '@original' : target.messageId;
      return {
        method: RequestMethod.Patch,
        route: Routes.webhookMessage(applicationId, token, messageId),
        flags: 0,
        extra: {},
        needsBotToken: false,
      };
    }
    case 'token-post':
      return {
        method: RequestMethod.Post,
        route: Routes.webhook(target.token.applicationId, target.token.token),
        flags: target.isPrivate ? MessageFlags.Ephemeral : 0,
        extra: mentionOf(target.ping),
        query: new URLSearchParams({ wait: 'true' }),
        needsBotToken: false,
      };
    case 'channel-edit':
      return {
        method: RequestMethod.Patch,
        route: Routes.channelMessage(target.channelId, target.messageId),
        flags: 0,
        extra: {},
        needsBotToken: true,
      };
    case 'channel-post':
      return {
        method: RequestMethod.Post,
        route: Routes.channelMessages(target.channelId),
        flags: 0,
        extra: {
          nonce: target.nonce,
          enforce_nonce: true,
          ...mentionOf(target.ping),
          ...referenceTo(target.ping?.messageId ?? target.repliesTo),
        },
        needsBotToken: true,
      };
    default:
      return target satisfies never;
  }
}

function mentionOf(ping: Ping | undefined): TargetRequest['extra'] {
  return ping ? { allowed_mentions: { parse: [], users: [ping.userId] } } : {};
}

/** The post comes without it where the message is gone. */
function referenceTo(messageId: string | undefined): {
  message_reference?: RESTAPIMessageReference;
} {
  if (messageId === undefined) return {};
  return { message_reference: { message_id: messageId, fail_if_not_exists: false } };
}

/**
 * The rate-limit bucket of a request, by the path after the version: all messages of a channel are one, and all of a
 * token, for each method (Discord: "Rate limits"; the facts on observed limits).
 */
export function bucketOf(method: string, path: string): string {
  return `${method} ${path.replace(/\/messages\/[^/]+$/, '/messages')}`;
}
