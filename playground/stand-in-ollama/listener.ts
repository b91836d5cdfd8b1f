// The HTTP server behind a port that can go away and come back.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';

export interface Listener {
  port: () => number;
  /** Stops listening and drops every connection: new ones are refused, as when the process died. */
  refuse: () => Promise<void>;
  /** Listens again, on the same port. */
  accept: () => Promise<void>;
}

/** Listens on 127.0.0.1. `port` 0 takes a free one. */
export async function startListener(port: number, handle: RequestListener): Promise<Listener> {
  let server = await listen(port, handle);
  let isOpen = true;
  const ownPort = portOf(server);
  return {
    port: () => ownPort,
    refuse: async () => {
      if (!isOpen) return;
      isOpen = false;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
    accept: async () => {
      if (isOpen) return;
      server = await listen(ownPort, handle);
      isOpen = true;
    },
  };
}

async function listen(port: number, handle: RequestListener): Promise<Server> {
  const server = createServer({ noDelay: true }, handle);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address === 'object' && address) return address.port;
  throw new Error('the stand-in Ollama does not listen on a port');
}
