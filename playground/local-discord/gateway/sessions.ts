// The sessions of the gateway and the connections that hold them: identify, resume, let go.
import { randomUUID } from 'node:crypto';
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import type { Identify, Resume } from './connection.ts';
import { refusedIntents } from './intents.ts';
import type { PrivilegedIntents } from './intents.ts';
import { createSession } from './session.ts';
import type { Session } from './session.ts';

export interface Sessions {
  readonly identifies: number;
  readonly resumes: number;
  /** How many connections hold a session. */
  readonly connected: number;
  all(): Iterable<Session>;
  holds(socket: WebSocket): boolean;
  identify(socket: WebSocket, payload: Identify): void;
  resume(socket: WebSocket, payload: Resume): void;
  /** The connection has closed. */
  release(socket: WebSocket, code: number): void;
  forgetAll(): void;
}

/** The fields of READY that are not the gateway's own, and the servers that follow it. */
export interface Welcome {
  ready: object;
  guilds: readonly object[];
}

export interface SessionsOptions {
  botToken: string;
  granted: PrivilegedIntents;
  url: () => string;
  welcome: () => Welcome;
  send(socket: WebSocket, payload: object): void;
  onChange: () => void;
}

export function createSessions(options: SessionsOptions): Sessions {
  const { send, onChange } = options;
  const sessions = new Map<string, Session>();
  const held = new Map<WebSocket, Session>();
  let identifies = 0;
  let resumes = 0;

  const open = (socket: WebSocket, { intents, shard = [0, 1] }: Identify) => {
    identifies += 1;
    const session = createSession({ id: randomUUID(), intents, shard, socket, send });
    sessions.set(session.id, session);
    held.set(socket, session);
    const { ready, guilds } = options.welcome();
    const own = { v: 10, session_id: session.id, resume_gateway_url: options.url(), shard };
    session.dispatch(GatewayDispatchEvents.Ready, { ...ready, ...own });
    for (const guild of guilds) session.dispatch(GatewayDispatchEvents.GuildCreate, guild);
    onChange();
  };

  const takeUp = (socket: WebSocket, session: Session, sequence: number) => {
    resumes += 1;
    session.attach(socket);
    held.set(socket, session);
    session.replay(sequence);
    session.dispatch(GatewayDispatchEvents.Resumed, {});
    onChange();
  };

  return {
    get identifies() {
      return identifies;
    },
    get resumes() {
      return resumes;
    },
    get connected() {
      return held.size;
    },
    all: () => sessions.values(),
    holds: (socket) => held.has(socket),
    identify(socket, payload) {
      const { token, intents, shard = [0, 1] } = payload;
      const refused = refusedIntents(intents, options.granted);
      if (token !== options.botToken) socket.close(GatewayCloseCodes.AuthenticationFailed);
      else if (shard[0] >= shard[1]) socket.close(GatewayCloseCodes.InvalidShard);
      else if (refused) socket.close(refused);
      else open(socket, payload);
    },
    resume(socket, { token, session_id: id, seq }) {
      const session = sessions.get(id);
      if (token !== options.botToken) socket.close(GatewayCloseCodes.AuthenticationFailed);
      else if (!session) send(socket, { op: GatewayOpcodes.InvalidSession, d: false });
      else if (seq > session.sequence) socket.close(GatewayCloseCodes.InvalidSeq);
      else takeUp(socket, session, seq);
    },
    release(socket, code) {
      const session = held.get(socket);
      held.delete(socket);
      session?.detach();
      if (session && isGoodbye(code)) sessions.delete(session.id);
      onChange();
    },
    forgetAll: () => sessions.clear(),
  };
}

/** The bot says goodbye with 1000 or 1001; then there is nothing to resume. */
function isGoodbye(code: number): boolean {
  return code === 1000 || code === 1001;
}
