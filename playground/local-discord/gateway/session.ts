// One gateway session: numbered events, kept for a resume, sent while a connection holds it.
import { GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';

export interface Dispatch {
  op: GatewayOpcodes.Dispatch;
  t: string;
  s: number;
  d: unknown;
}

export interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [number, number];
  readonly isConnected: boolean;
  /** The number of the last event. */
  readonly sequence: number;
  dispatch(event: string, data: unknown): void;
  /** Sends the newest event of this name again, under a new number. False when none was sent. */
  repeat(event: string): boolean;
  attach(socket: WebSocket): void;
  detach(): void;
  /** Sends what came after `sequence` again, with the old numbers. */
  replay(sequence: number): void;
}

export interface SessionOptions {
  id: string;
  intents: number;
  shard: readonly [number, number];
  socket: WebSocket;
  /** Sends with the delay of the way to the bot. */
  send(socket: WebSocket, payload: object): void;
}

/** More than that are forgotten; a resume from before them is refused. */
const maxKept = 5_000;

export function createSession({ send, ...options }: SessionOptions): Session {
  const kept: Dispatch[] = [];
  let socket: WebSocket | undefined = options.socket;
  let sequence = 0;

  const dispatch: Session['dispatch'] = (t, d) => {
    sequence += 1;
    const event: Dispatch = { op: GatewayOpcodes.Dispatch, t, s: sequence, d };
    kept.push(event);
    if (kept.length > maxKept) kept.shift();
    if (socket) send(socket, event);
  };

  return {
    id: options.id,
    intents: options.intents,
    shard: options.shard,
    get isConnected() {
      return socket !== undefined;
    },
    get sequence() {
      return sequence;
    },
    dispatch,
    repeat(event) {
      const last = kept.findLast(({ t }) => t === event);
      if (last) dispatch(event, last.d);
      return last !== undefined;
    },
    attach: (next) => {
      socket = next;
    },
    detach: () => {
      socket = undefined;
    },
    replay(from) {
      const held = socket;
      if (held) for (const event of kept) if (event.s > from) send(held, event);
    },
  };
}
