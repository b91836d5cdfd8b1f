import { DiscordAPIError, HTTPError } from '@discordjs/rest';
import { RESTJSONErrorCodes as Code } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { toDiscordFailure } from '../../../src/delivery/discord-failure.ts';
import { rateLimitError } from '../../support/rate-limit-error.ts';

const noBody = { files: undefined, body: undefined };
const url = 'https://discord.com/api/v10/channels/1/messages/2';

/** `undefined`: the answer was no JSON (the client's types do not say that this happens). */
function apiError(code: number | undefined, status: number): DiscordAPIError {
  if (code === undefined) return Object.assign(apiError(0, status), { code });
  return new DiscordAPIError({ code, message: 'no' }, code, status, 'PATCH', url, noBody);
}

describe('what an error of Discord means for a reply', () => {
  it.each([
    ['a deleted message', 'message-gone', apiError(Code.UnknownMessage, 404)],
    ['a deleted channel', 'message-gone', apiError(Code.UnknownChannel, 404)],
    ['an expired token', 'token-expired', apiError(Code.InvalidWebhookToken, 401)],
    ['an unknown webhook', 'token-expired', apiError(Code.UnknownWebhook, 404)],
    ['a lost permission', 'permission-missing', apiError(Code.MissingPermissions, 403)],
    ['a lost channel', 'access-denied', apiError(Code.MissingAccess, 403)],
    ['an archived thread', 'thread-asleep', apiError(Code.InvalidActionOnArchivedThread, 400)],
    ['a locked thread', 'access-denied', apiError(Code.ThreadLocked, 400)],
    ['a closed inbox', 'access-denied', apiError(Code.CannotSendMessagesToThisUser, 403)],
    [
      'a sixth follow-up',
      'access-denied',
      apiError(Code.ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages, 400),
    ],
    ['a form that is refused', 'content-refused', apiError(Code.InvalidFormBodyOrContentType, 400)],
    ['AutoMod', 'content-refused', apiError(Code.MessageWasBlockedByAutomaticModeration, 400)],
    ['a body too large', 'content-refused', new HTTPError(413, 'Too Large', 'PATCH', url, noBody)],
    ['an error page', 'unavailable', new HTTPError(502, 'Bad Gateway', 'PATCH', url, noBody)],
    ['a page too large for a proxy', 'content-refused', apiError(undefined, 413)],
    ["a proxy's page that asks for a login", 'unavailable', apiError(undefined, 401)],
    ["a proxy's page that forbids", 'unavailable', apiError(undefined, 403)],
    ["a proxy's page that finds nothing", 'unavailable', apiError(undefined, 404)],
    ['an answer without a code', 'unavailable', apiError(0, 403)],
    ['any other answer without a code', 'unavailable', apiError(0, 400)],
    ['an error of the service', 'unavailable', apiError(0, 500)],
    ['a cut connection', 'unavailable', new TypeError('fetch failed')],
    ['a timeout', 'unavailable', new DOMException('This operation was aborted', 'AbortError')],
  ])('%s reads as %s', (_, type, error) => {
    expect(toDiscordFailure(error)).toEqual({ type });
  });

  it('a 429 says when it is over', () => {
    expect(toDiscordFailure(rateLimitError(4_200))).toEqual({
      type: 'rate-limited',
      retryAfterMs: 4_200,
    });
  });

  it('a 429 without a usable time lasts a second', () => {
    expect(toDiscordFailure(rateLimitError(0))).toMatchObject({ retryAfterMs: 1_000 });
  });
});
