import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { LocalDiscord } from '../../../playground/local-discord/index.ts';
import { openDiscord } from './open.ts';

interface Payload {
  op: number;
  d: unknown;
  s?: number;
  t?: string;
}

/** One raw connection, read payload by payload. */
async function connect(discord: LocalDiscord) {
  const socket = new WebSocket(discord.cdnUrl.replace('http', 'ws'));
  onTestFinished(() => socket.terminate());
  const waiting: ((payload: Payload) => void)[] = [];
  const unread: Payload[] = [];
  socket.on('message', (raw: Buffer) => {
    const payload: Payload = JSON.parse(raw.toString());
    const reader = waiting.shift();
    if (reader) reader(payload);
    else unread.push(payload);
  });
  const next = () =>
    new Promise<Payload>((resolve) => {
      const payload = unread.shift();
      if (payload) resolve(payload);
      else waiting.push(resolve);
    });
  const send = (op: number, d: unknown) => socket.send(JSON.stringify({ op, d }));
  const closed = once(socket, 'close').then(([code]: number[]) => code);
  expect(await next()).toMatchObject({ op: 10, d: { heartbeat_interval: 41_250 } });
  return { socket, next, send, closed };
}

const identify = ({ botToken: token }: LocalDiscord, more: object = {}) => ({
  token,
  intents: 1,
  properties: {},
  ...more,
});

async function openSession(discord: LocalDiscord) {
  const connection = await connect(discord);
  connection.send(2, identify(discord));
  const ready = await connection.next();
  await connection.next();
  const id = String(Reflect.get(Object(ready.d), 'session_id'));
  return { ...connection, ready, resume: { token: discord.botToken, session_id: id, seq: 1 } };
}

describe('the gateway protocol', () => {
  it('greets, welcomes, then sends the servers, numbered', async () => {
    const discord = await openDiscord();
    const { next, send } = await connect(discord);
    send(2, identify(discord));
    expect(await next()).toMatchObject({ op: 0, t: 'READY', s: 1 });
    expect(await next()).toMatchObject({ t: 'GUILD_CREATE', s: 2, d: { id: discord.guild.id } });
    send(1, 2);
    expect(await next()).toMatchObject({ op: 11 });
  });

  it.each([
    ['4004', 'a wrong token', { token: 'wrong' }],
    ['4010', 'a shard that cannot be', { shard: [1, 1] }],
    ['4013', 'an intent that does not exist', { intents: 1 << 30 }],
    ['4014', 'an intent that was not granted', { intents: 1 << 15 }],
    ['4002', 'an identify without intents', { intents: undefined }],
  ])('closes with %s on %s', async (code, _what, more) => {
    const discord = await openDiscord();
    const { send, closed } = await connect(discord);
    send(2, identify(discord, more));
    expect(String(await closed)).toBe(code);
    expect(discord.gateway.identifies).toBe(0);
  });

  it('closes with 4001, 4002, 4003 or 4005 on payloads that do not belong', async () => {
    const discord = await openDiscord();
    const unknown = await connect(discord);
    unknown.send(99, null);
    const broken = await connect(discord);
    broken.socket.send('{');
    const early = await connect(discord);
    early.send(3, null);
    const twice = await openSession(discord);
    twice.send(2, identify(discord));
    const codes = [unknown, broken, early, twice].map(({ closed }) => closed);
    expect(await Promise.all(codes)).toEqual([4001, 4002, 4003, 4005]);
  });

  it('closes with 4008 after 120 payloads in a minute', async () => {
    const { send, closed } = await openSession(await openDiscord());
    for (let sent = 0; sent < 120; sent += 1) send(1, null);
    expect(await closed).toBe(4008);
  });

  it('replays what came after the number of a resume, then says so', async () => {
    const discord = await openDiscord();
    const first = await openSession(discord);
    first.socket.terminate();
    await discord.waitFor(() => !discord.gateway.isConnected);
    const { next, send } = await connect(discord);
    send(6, first.resume);
    expect(await next()).toMatchObject({ t: 'GUILD_CREATE', s: 2 });
    expect(await next()).toMatchObject({ t: 'RESUMED', s: 3 });
  });

  it.each([
    ['the bot said goodbye with 1000', 'bot', 1000],
    ['Discord closed with 1000', 'discord', 1000],
  ])('does not resume after %s', async (_what, by, code) => {
    const discord = await openDiscord();
    const first = await openSession(discord);
    if (by === 'bot') first.socket.close(code);
    else discord.gateway.closeConnections(code);
    await discord.waitFor(() => !discord.gateway.isConnected);
    const { next, send } = await connect(discord);
    send(6, first.resume);
    expect(await next()).toMatchObject({ op: 9, d: false });
  });

  it('refuses a number that was never sent with 4007', async () => {
    const discord = await openDiscord();
    const first = await openSession(discord);
    const { send, closed } = await connect(discord);
    send(6, { ...first.resume, seq: 99 });
    expect(await closed).toBe(4007);
  });

  it('invalidates sessions with op 9 and asks for a reconnect with op 7', async () => {
    const discord = await openDiscord();
    const { next } = await openSession(discord);
    discord.gateway.askReconnect();
    expect(await next()).toMatchObject({ op: 7 });
    discord.gateway.invalidateSessions({ isResumable: false });
    expect(await next()).toMatchObject({ op: 9, d: false });
  });
});
