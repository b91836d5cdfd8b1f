// How long the model thought, as its reasoning is headed.
import { messagesFor } from '../locales/messages-for.ts';
import { formatDuration } from './numbers.ts';
import type { ReplyView } from './view.ts';

/** `undefined` while it thinks, and if it did not. */
export function reasoningTitle({
  transcript: { reasoningStartedAt, reasoningEndedAt },
  locale,
}: Pick<ReplyView, 'transcript' | 'locale'>): string | undefined {
  if (reasoningStartedAt === undefined || reasoningEndedAt === undefined) return undefined;
  const messages = messagesFor(locale);
  const thoughtMs = Math.max(1_000, reasoningEndedAt - reasoningStartedAt);
  return messages.reasoning.thoughtFor({ time: formatDuration(thoughtMs, messages) });
}
