// Asks and reply tokens for tests that do not care which.
import type { Ask, AskPlace } from '../../src/asks/ask.ts';
import type { ReplyToken } from '../../src/asks/reply-tokens.ts';

export const askedAt = 1_700_000_000_000;
export const homeChannelId = '200000000000000001';
export const replyMessageId = '300000000000000001';

/** A public ask in a channel that the bot can use. */
export function askWith({
  place,
  id = '100000000000000001',
  turnId = id,
  ...given
}: Partial<Omit<Ask, 'place'>> & { place?: Partial<AskPlace> } = {}): Ask {
  return {
    id,
    turnId,
    asker: { id: '400000000000000001', name: 'Ann' },
    question: 'Why is the sky blue?',
    model: 'deepseek-r1:8b',
    locale: 'en-US',
    reasoningDisplay: 'spoiler',
    askedAt,
    ...given,
    place: {
      guildId: '500000000000000001',
      channelId: homeChannelId,
      messageId: replyMessageId,
      isPrivate: false,
      canUseChannel: true,
      ...place,
    },
  };
}

/** Of the reply that `askWith` names. */
export function replyTokenWith(given: Partial<ReplyToken> = {}): ReplyToken {
  return {
    applicationId: '600000000000000001',
    token: 'token-of-the-ask',
    messageId: replyMessageId,
    expiresAt: askedAt + 15 * 60_000,
    ...given,
  };
}
