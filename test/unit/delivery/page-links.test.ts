import { expect, it } from 'vitest';
import { createPageLinks } from '../../../src/delivery/page-links.ts';
import type { ReplyState } from '../../../src/delivery/reply-state.ts';

const pagesOf = (...ids: string[]) => ids.map((messageId) => ({ channelId: '1', messageId }));
const stateOf = (...ids: string[]): ReplyState => ({
  pages: pagesOf(...ids),
  isFollowUpPending: false,
});

function openLinks() {
  const links: string[] = [];
  const turns = {
    link: (messageId: string, turnId: string) =>
      Promise.resolve(void links.push(`${messageId} ${turnId}`)),
  };
  return { links, pageLinks: createPageLinks({ turns, turnId: 'turn' }) };
}

it('links each page once, as soon as it stands', async () => {
  const { links, pageLinks } = openLinks();
  await pageLinks.link(stateOf('10'));
  await pageLinks.link(stateOf('10', '11'));
  expect(links).toEqual(['10 turn', '11 turn']);
});

it('links the pages of the direct message that the reply goes on in', async () => {
  const { links, pageLinks } = openLinks();
  const directMessage = { channelId: '2', pages: pagesOf('20') };
  await pageLinks.link({ ...stateOf('10'), directMessage });
  expect(links).toEqual(['10 turn', '20 turn']);
});
