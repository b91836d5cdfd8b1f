// What can go wrong with an Ollama, told by a test: each fault waits for the next request that it fits.
import { serverBusyMessage } from './server-error.ts';

/** When a fault in the stream strikes. */
interface Moment {
  /** 0: before the response headers; beyond the last token: before the closing chunk. */
  afterTokens: number;
  /** Not before this resolves: a client's fetch drops what it has not read when the connection breaks. */
  until?: Promise<unknown>;
}

export type StreamFault = Moment &
  /** Nothing is sent until `until`, or for ever; the connection stays. */
  (
    | { type: 'hang' }
    | { type: 'cut' }
    | { type: 'error-line'; error?: string }
    | { type: 'end-without-done' }
    | { type: 'garbage-line'; line?: string }
    /** From there on the chunks say that they come from another host. */
    | { type: 'remote-host' }
  );

export type RequestFault =
  | { type: 'status'; status: number; error: string }
  /** A page of a proxy in front, in place of Ollama's JSON. */
  | { type: 'html'; status: number }
  /** The connection is taken, and nothing is said. */
  | { type: 'silence' };

export type LoadFault =
  | { type: 'load-failure'; error?: string }
  /** The load takes until the promise resolves. */
  | { type: 'slow-load'; until: Promise<unknown> };

/** In a pull, once so many bytes of the layer are there. */
export type PullFault = { afterBytes: number } & (
  | { type: 'pull-error'; error: string }
  /** The connection breaks. */
  | { type: 'pull-cut' }
);

export type Fault = StreamFault | RequestFault | LoadFault | PullFault;

/** Which requests a fault waits for. `preload` is a chat without messages; load faults wait for a load. */
export type RequestKind =
  | 'chat'
  | 'preload'
  | 'tags'
  | 'show'
  | 'ps'
  | 'version'
  | 'pull'
  | 'delete';

/** 503: the queue for scheduling is full. */
export const serverBusy: RequestFault = {
  type: 'status',
  status: 503,
  error: serverBusyMessage,
};

export interface FaultOptions {
  /** How many requests it hits (default 1). */
  times?: number;
  /** Default `chat`. */
  on?: RequestKind;
}

interface PlannedFault {
  fault: Fault;
  on: RequestKind | 'load' | 'download';
  left: number;
}

export interface FaultPlan {
  add: (fault: Fault, options?: FaultOptions) => void;
  takeRequestFault: (kind: RequestKind) => RequestFault | undefined;
  takeStreamFault: (kind: RequestKind) => StreamFault | undefined;
  takeLoadFault: () => LoadFault | undefined;
  takePullFault: (bytes: number) => PullFault | undefined;
}

function isLoadFault(fault: Fault): fault is LoadFault {
  return fault.type === 'load-failure' || fault.type === 'slow-load';
}

function isRequestFault(fault: Fault): fault is RequestFault {
  return fault.type === 'status' || fault.type === 'html' || fault.type === 'silence';
}

function isStreamFault(fault: Fault): fault is StreamFault {
  return !isLoadFault(fault) && !isRequestFault(fault) && !isPullFault(fault);
}

function isPullFault(fault: Fault): fault is PullFault {
  return fault.type === 'pull-error' || fault.type === 'pull-cut';
}

/** Some faults have no request of their own that they wait for. */
function whereOf(fault: Fault, on: RequestKind): PlannedFault['on'] {
  if (isPullFault(fault)) return 'download';
  return isLoadFault(fault) ? 'load' : on;
}

export function createFaultPlan(): FaultPlan {
  const planned: PlannedFault[] = [];

  /** Uses up the first fault of that sort which waits for such a request. */
  const take = <T extends Fault>(
    on: PlannedFault['on'],
    isOfSort: (fault: Fault) => fault is T,
  ) => {
    for (const plan of planned) {
      if (plan.left > 0 && plan.on === on && isOfSort(plan.fault)) {
        plan.left -= 1;
        return plan.fault;
      }
    }
    return undefined;
  };

  return {
    add: (fault, { times = 1, on = 'chat' } = {}) =>
      void planned.push({ fault, on: whereOf(fault, on), left: times }),
    takeRequestFault: (kind) => take(kind, isRequestFault),
    takeStreamFault: (kind) => take(kind, isStreamFault),
    takeLoadFault: () => take('load', isLoadFault),
    takePullFault: (bytes) =>
      take(
        'download',
        (fault): fault is PullFault => isPullFault(fault) && fault.afterBytes <= bytes,
      ),
  };
}
