// What an error of a Discord call means for a reply.
import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';

export type DiscordFailure =
  /** The message or its channel is gone: nobody will read this reply there. */
  | { type: 'message-gone' }
  /** The interaction's token is not taken any more. */
  | { type: 'token-expired' }
  /** The bot may not do this in this channel, or not with this person. */
  | { type: 'access-denied' }
  /** The bot sees the channel and lacks a permission there, perhaps only the one to attach files. */
  | { type: 'permission-missing' }
  /** The thread was closed, by somebody or by itself. */
  | { type: 'thread-asleep' }
  /** Discord does not take this text (a limit, AutoMod). The same request would be refused again. */
  | { type: 'content-refused' }
  | { type: 'rate-limited'; retryAfterMs: number }
  /** Discord or the way to it is out of order. Whether the request took effect is unknown. */
  | { type: 'unavailable' };

const messageGone: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.UnknownMessage,
]);

const tokenExpired: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownInteraction,
]);

const accessDenied: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.ThreadLocked,
  RESTJSONErrorCodes.ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages,
]);

/** Told by whoever stands on the way, too: the same body would be too large again. */
const tooLarge = 413;

/** Some limits (an edit of a message over an hour old) come without a usable time. */
const minRetryAfterMs = 1_000;

export function toDiscordFailure(error: unknown): DiscordFailure {
  if (error instanceof RateLimitError) {
    return { type: 'rate-limited', retryAfterMs: Math.max(error.retryAfter, minRetryAfterMs) };
  }
  const isAnswer = error instanceof DiscordAPIError || error instanceof HTTPError;
  if (isAnswer && error.status === tooLarge) return { type: 'content-refused' };
  return error instanceof DiscordAPIError ? fromApiError(error) : { type: 'unavailable' };
}

function fromApiError({ code, status }: DiscordAPIError): DiscordFailure {
  if (!isDiscordsOwn(code)) return { type: 'unavailable' };
  if (messageGone.has(code)) return { type: 'message-gone' };
  if (tokenExpired.has(code)) return { type: 'token-expired' };
  if (accessDenied.has(code)) return { type: 'access-denied' };
  if (code === RESTJSONErrorCodes.MissingPermissions) return { type: 'permission-missing' };
  if (code === RESTJSONErrorCodes.InvalidActionOnArchivedThread) return { type: 'thread-asleep' };
  if (status === 401 || status === 403 || status === 404) return { type: 'access-denied' };
  if (status >= 500) return { type: 'unavailable' };
  return { type: 'content-refused' };
}

/** A proxy on the way answers too, with a page or a code of 0: that says nothing about the reply. */
function isDiscordsOwn(code: unknown): boolean {
  return typeof code === 'number' && code > 0;
}
