// What a log line may tell of a failed answer.
import type { BotError } from '../errors.ts';

const maxReasonChars = 200;
/** Where a message begins to quote: Ollama's may hold what people or the model wrote. */
const quotation = /["'`“‘«{[<]/u;

/** The words of what went wrong beneath, as far as they are the program's own; undefined when there are none. */
export function failureReason({ cause }: BotError): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const [ownWords = ''] = cause.message.split(quotation, 1);
  return ownWords.slice(0, maxReasonChars).trim() || undefined;
}
