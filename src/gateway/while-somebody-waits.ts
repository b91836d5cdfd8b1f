// What /queue asks of Redis while a person waits: the line and the token log wait for it without end.
import { within } from '../asks/within.ts';
import { BotError } from '../errors.ts';

const limitMs = 2_000;

/** Throws LINE_UNAVAILABLE when it fails or takes too long; it may take effect all the same. */
export async function whileSomebodyWaits<T>(work: Promise<T>): Promise<T> {
  try {
    return await within(limitMs, work);
  } catch (cause) {
    throw new BotError('LINE_UNAVAILABLE', { cause });
  }
}
