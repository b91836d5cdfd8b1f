// The gateway: connections, events, and the ways in which a test can break it (facts, section 6).
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayOpcodes } from 'discord-api-types/v10';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Changes } from '../changes.ts';
import type { Clock } from '../clock.ts';
import { openConnection } from './connection.ts';
import type { PrivilegedIntents } from './intents.ts';
import { createSessions } from './sessions.ts';
import type { Sessions, Welcome } from './sessions.ts';

/** What a test can see of the gateway, and do to it. */
export interface GatewayControl {
  readonly isConnected: boolean;
  /** Fresh sessions so far, and resumed ones. */
  readonly identifies: number;
  readonly resumes: number;
  /** Closes every connection with this code. 1000 ends the sessions, any other leaves them to be resumed. */
  closeConnections(code: number): void;
  /** Cuts every connection without a close frame. */
  dropConnections(): void;
  /** Op 7. */
  askReconnect(): void;
  /** Op 9. */
  invalidateSessions(options: { isResumable: boolean }): void;
  /** Delivers the newest event of this name once more. False when no session was sent one. */
  repeat(event: string): boolean;
  refuseConnections(): void;
  acceptConnections(): void;
}

export interface Gateway extends GatewayControl {
  sessionStartLimit(): object;
  /** Sends to every session whose intents and shard fit. `data` is asked for once per session. */
  dispatch(options: DispatchOptions): void;
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
}

export interface DispatchOptions {
  event: string;
  /** Absent for direct messages, which go to shard 0. */
  guildId?: string | undefined;
  isWanted(intents: number): boolean;
  data(intents: number): unknown;
}

export interface GatewayOptions {
  clock: Clock;
  changes: Changes;
  botToken: string;
  granted: PrivilegedIntents;
  heartbeatIntervalMs: number;
  latencyMs: () => number;
  url: () => string;
  welcome: () => Welcome;
}

const identifyLimit = 1_000;
/** What a connection that broke off looks like. */
const resumableCode = 1006;
const identifyWindowMs = 24 * 60 * 60_000;
/** Discord refuses longer frames. */
const maxFrameBytes = 4_096;

export function createGateway(options: GatewayOptions): Gateway {
  const { clock, changes } = options;
  const server = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes });
  const send = delayedSend(options.latencyMs);
  const onChange = () => changes.announce({ type: 'gateway-change' });
  const sessions = createSessions({ ...options, send, onChange });
  const startedAt = clock.now();

  server.on('connection', (socket) =>
    openConnection({
      socket,
      send,
      heartbeatIntervalMs: options.heartbeatIntervalMs,
      isIdentified: () => sessions.holds(socket),
      onIdentify: (payload) => sessions.identify(socket, payload),
      onResume: (payload) => sessions.resume(socket, payload),
      onClose: (code) => sessions.release(socket, code),
    }),
  );

  return {
    ...createControl({ server, sessions, send }),
    get isConnected() {
      return sessions.connected > 0;
    },
    get identifies() {
      return sessions.identifies;
    },
    get resumes() {
      return sessions.resumes;
    },
    sessionStartLimit() {
      const elapsed = (clock.now() - startedAt) % identifyWindowMs;
      return {
        total: identifyLimit,
        remaining: Math.max(0, identifyLimit - sessions.identifies),
        reset_after: Math.round(identifyWindowMs - elapsed),
        max_concurrency: 1,
      };
    },
    dispatch({ event, guildId, isWanted, data }) {
      for (const session of sessions.all()) {
        if (isWanted(session.intents) && isOnShard(session.shard, guildId))
          session.dispatch(event, data(session.intents));
      }
    },
    async close() {
      for (const socket of server.clients) socket.terminate();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

type Send = (socket: WebSocket, payload: object) => void;

interface ControlOptions {
  server: WebSocketServer;
  sessions: Sessions;
  send: Send;
}

type Control = Omit<GatewayControl, 'isConnected' | 'identifies' | 'resumes'> &
  Pick<Gateway, 'handleUpgrade'>;

function createControl({ server, sessions, send }: ControlOptions): Control {
  let isAccepting = true;
  const eachConnection = (act: (socket: WebSocket) => void) => {
    for (const socket of server.clients) act(socket);
  };
  return {
    closeConnections(code) {
      if (code === 1000) sessions.forgetAll();
      eachConnection((socket) => {
        sessions.release(socket, code === 1000 ? code : resumableCode);
        socket.close(code);
      });
    },
    dropConnections: () => eachConnection((socket) => socket.terminate()),
    askReconnect: () =>
      eachConnection((socket) => send(socket, { op: GatewayOpcodes.Reconnect, d: null })),
    invalidateSessions({ isResumable }) {
      if (!isResumable) sessions.forgetAll();
      eachConnection((socket) =>
        send(socket, { op: GatewayOpcodes.InvalidSession, d: isResumable }),
      );
    },
    repeat(event) {
      return [...sessions.all()].map((session) => session.repeat(event)).includes(true);
    },
    refuseConnections() {
      isAccepting = false;
    },
    acceptConnections() {
      isAccepting = true;
    },
    handleUpgrade(request, socket, head) {
      if (!isAccepting) {
        socket.destroy();
        return;
      }
      server.handleUpgrade(request, socket, head, (opened) =>
        server.emit('connection', opened, request),
      );
    },
  };
}

/** Sends after half a round trip, in order. */
function delayedSend(latencyMs: () => number): Send {
  return (socket, payload) => {
    const frame = JSON.stringify(payload);
    const deliver = () => {
      if (socket.readyState === socket.OPEN) socket.send(frame);
    };
    const delayMs = latencyMs() / 2;
    if (delayMs > 0) setTimeout(deliver, delayMs).unref();
    else deliver();
  };
}

function isOnShard([shard, total]: readonly [number, number], guildId: string | undefined) {
  const home = guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(total));
  return shard === home;
}
