// "Cancel a waiting question" of /queue: what Stop does, but only while the question waits.
import type { Asks } from '../asks/asks.ts';
import type { AskStore } from '../asks/ask-store.ts';
import type { Line } from '../asks/line.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import { mayCancel, type Viewer } from './queue-viewer.ts';
import { whileSomebodyWaits } from './while-somebody-waits.ts';

export interface CancelWaitingOptions {
  asks: Pick<Asks, 'stop'>;
  askStore: Pick<AskStore, 'get'>;
  line: Pick<Line, 'placeOf'>;
  tokenLog: Pick<TokenLog, 'read'>;
}

/** What was chosen may stand in an old list, or be made up. `unknown`: also when it is not the viewer's to cancel. */
export type CancelOutcome = 'cancelled' | 'taken' | 'ended' | 'unknown';

export interface Cancellation {
  askId: string;
  viewer: Viewer;
  /** The display name of whoever cancels. */
  by: string;
}

/** Throws LINE_UNAVAILABLE when Redis does not answer in time. */
export type CancelWaiting = (cancellation: Cancellation) => Promise<CancelOutcome>;

export function createCancelWaiting({
  asks,
  askStore,
  line,
  tokenLog,
}: CancelWaitingOptions): CancelWaiting {
  /** Out of the line and without a log it is on its way into the line. */
  async function whyNot(askId: string): Promise<'taken' | 'ended' | undefined> {
    if ((await line.placeOf(askId)) !== undefined) return undefined;
    const transcript = await tokenLog.read(askId);
    if (!transcript) return undefined;
    return transcript.outcome ? 'ended' : 'taken';
  }

  async function cancel({ askId, viewer, by }: Cancellation): Promise<CancelOutcome> {
    const ask = await askStore.get(askId);
    if (!ask || !mayCancel(viewer, ask)) return 'unknown';
    const reason = await whyNot(askId);
    if (reason) return reason;
    return (await asks.stop(askId, by)) ? 'cancelled' : 'ended';
  }

  return (cancellation) => whileSomebodyWaits(cancel(cancellation));
}
