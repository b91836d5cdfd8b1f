// The listening socket and every connection made to it, so that all of it can be taken down and put up again.
import { setMaxListeners } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Listener {
  /** Set once listening; the same after `down` and `up`. */
  readonly port: number;
  /** Aborted when the listener goes down. */
  readonly outage: AbortSignal;
  up(): Promise<void>;
  /** Stops listening and cuts every connection. */
  down(): Promise<void>;
}

export interface ListenerOptions {
  port: number;
  onRequest: (request: IncomingMessage, response: ServerResponse) => void;
  onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export function createListener(options: ListenerOptions): Listener {
  const sockets = new Set<Socket>();
  let { port } = options;
  let server: Server | undefined;
  let outage = new AbortController();

  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  };

  return {
    get port() {
      return port;
    },
    get outage() {
      return outage.signal;
    },
    async up() {
      if (server) return;
      outage = new AbortController();
      // Every request under way listens.
      setMaxListeners(Number.POSITIVE_INFINITY, outage.signal);
      const opened = createServer(options.onRequest);
      // Idle connections stay open: a race between closing and reuse would make tests fail at random.
      opened.keepAliveTimeout = 0;
      opened.on('connection', track);
      opened.on('upgrade', options.onUpgrade);
      server = opened;
      port = await listen(opened, port);
    },
    async down() {
      const closing = server;
      server = undefined;
      outage.abort();
      if (!closing) return;
      const closed = new Promise<void>((resolve) => {
        closing.close(() => resolve());
      });
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(portOf(server.address())));
  });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP');
  return address.port;
}
