// A way to Redis that fails when the test says so: it breaks after a command has arrived and before its answer is
// heard, or falls silent without a word, as a NAT does that has forgotten a connection.
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface ShakyWay {
  url: string;
  breakBeforeNextAnswer(): void;
  /** How often it broke. */
  breaks(): number;
  /** Nothing passes on the connections that stand now, and neither end is told. Later ones are whole. */
  fallSilent(): void;
}

/** Closed with the test. */
export async function openShakyWay(redisUrl: string): Promise<ShakyWay> {
  const { hostname, port } = new URL(redisUrl);
  const sockets = new Set<Socket>();
  let isArmed = false;
  let breaks = 0;
  let silences = 0;

  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const silencesBefore = silences;
    const isSilent = (): boolean => silences > silencesBefore;
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => other.destroy());
    }
    near.on('data', (command) => {
      if (!isSilent()) far.write(command);
    });
    far.on('data', (answer) => {
      if (isSilent()) return;
      if (isArmed) near.destroy();
      else near.write(answer);
      if (isArmed) breaks += 1;
      isArmed = false;
    });
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    url: redisUrl.replace(`:${port}`, `:${await listen(server)}`),
    breakBeforeNextAnswer: () => {
      isArmed = true;
    },
    breaks: () => breaks,
    fallSilent: () => {
      silences += 1;
    },
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port was given');
  return address.port;
}
