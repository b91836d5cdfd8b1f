import { DiscordAPIError } from '@discordjs/rest';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { createPageRemoval } from '../../../src/delivery/page-removal.ts';
import type { ReplyState } from '../../../src/delivery/reply-state.ts';
import { createShownPages } from '../../../src/delivery/shown-pages.ts';
import { createHome } from '../../../src/delivery/surfaces.ts';
import { askedAt, askWith, homeChannelId } from '../../support/ask.ts';
import { rateLimitError } from '../../support/rate-limit-error.ts';

const { signal } = new AbortController();
const code = RESTJSONErrorCodes.UnknownMessage;
const messageGone = new DiscordAPIError({ code, message: '' }, code, 404, 'DELETE', '/', {});
const pageOf = (messageId: string) => ({ channelId: homeChannelId, messageId });

/** A reply of three pages. `failures`: what Discord says to each deletion; undefined = it takes it. */
function openRemoval(state: Partial<ReplyState> = {}, failures: (Error | undefined)[] = []) {
  const kept: ReplyState = {
    pages: ['one', 'two', 'three'].map(pageOf),
    isFollowUpPending: false,
    ...state,
  };
  const steps: string[] = [];
  const surface = createHome({
    ask: askWith(),
    state: kept,
    token: () => undefined,
    discordNow: () => askedAt,
  });
  const removal = createPageRemoval({
    calls: {
      remove: ({ messageId }) => {
        steps.push(`delete ${messageId}`);
        const failure = failures.shift();
        return failure ? Promise.reject(failure) : Promise.resolve();
      },
    },
    surface,
    shown: createShownPages(surface),
    save: () => {
      const ids = kept.pages.map(({ messageId }) => messageId);
      steps.push(`save ${ids.join(' ')}${kept.leaving ? ` (${kept.leaving.messageId})` : ''}`);
      return Promise.resolve();
    },
  });
  return { removal, steps, surface, remove: (pages: number) => removal.next(pages)?.send(signal) };
}

it('takes a page out of the reply before it is deleted, and remembers it until then', async () => {
  const { remove, steps } = openRemoval();
  await remove(2);
  expect(steps).toEqual(['save one two (three)', 'delete three', 'save one two']);
});

it('deletes nothing that is needed', () => {
  expect(openRemoval().removal.next(3)).toBeUndefined();
});

it('goes on with a page that an earlier run was about to delete', async () => {
  const pages = ['one', 'two'].map(pageOf);
  const { remove, steps } = openRemoval({ pages, leaving: pageOf('three') });
  await remove(2);
  expect(steps).toEqual(['delete three', 'save one two']);
});

it('tries a page again that could not be deleted', async () => {
  const limited = rateLimitError(1_000);
  const { remove, steps } = openRemoval({}, [limited]);
  await expect(remove(2)).rejects.toBe(limited);
  await remove(2);
  expect(steps.slice(2)).toEqual(['delete three', 'save one two']);
});

it('takes a page for deleted when somebody was quicker', async () => {
  const { remove, removal, steps } = openRemoval({}, [messageGone]);
  await remove(2);
  expect(steps.at(-1)).toBe('save one two');
  expect(removal.next(2)).toBeUndefined();
});

it('leaves pages that no call reaches', () => {
  const { removal, surface } = openRemoval();
  const target = surface.removalTarget();
  if (target) surface.lose(target);
  expect(removal.next(1)).toBeUndefined();
});
