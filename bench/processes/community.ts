// A community at one GPU: so many questions wait all the time, and each answer brings another question.
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalMessage } from '../../playground/local-discord/index.ts';
import type { LineAsk } from '../fair-order.ts';
import { createRandom } from '../random.ts';
import { canBeStopped, tokenOf } from '../screen.ts';
import type { World } from './world.ts';

export interface Community {
  asks: number;
  askers: number;
  channels: number;
  /** As many questions wait as long as there are more. */
  waiting: number;
  tokens: { reasoning: number; answer: number };
  tokensPerSecond: number;
}

/** What happened, in its order. */
export type CommunityEvent = { type: 'joined'; ask: LineAsk } | { type: 'taken'; id: string };

export interface CommunityLife {
  events: CommunityEvent[];
  /** The model's: ms in which it answered, and from its first request to the end of its last answer. */
  busyMs: number;
  wholeMs: number;
  /** Requests that Discord answered with 429, or refused for another reason. */
  rateLimited: number;
  refused: number;
}

/** Between two questions of the first rush. */
const rushMs = 20;

export async function liveAsCommunity(
  { discord, ollama }: World,
  community: Community,
): Promise<CommunityLife> {
  const { tokens, tokensPerSecond, waiting } = community;
  const all = Array.from({ length: tokens.reasoning + tokens.answer }, (_, index) =>
    tokenOf(index),
  );
  const script = { reasoning: all.slice(0, tokens.reasoning), answer: all.slice(tokens.reasoning) };
  ollama.setScript(() => script);
  ollama.pace.tokensPerSecond = tokensPerSecond;
  const requestsBefore = discord.traffic.requests.length;
  const chatsBefore = ollama.chats().length;
  const people = gather(discord, community);
  const joins: { at: number; ask: LineAsk }[] = [];
  const ended = countEnded(discord);
  const asks = asksOf(community);
  for (const [index, ask] of asks.entries()) {
    if (index < waiting) await sleep(rushMs);
    else await ended.atLeast(index - waiting);
    people.get(ask.askerId)?.(questionOf(ask.id));
    joins.push({ at: epochMs(), ask });
  }
  await ended.atLeast(asks.length);
  ended.stop();
  const chats = ollama.chats().slice(chatsBefore);
  const requests = discord.traffic.requests.slice(requestsBefore);
  const taken = chats.map(({ startedAt: at, body }) => ({ at, id: askIn(JSON.stringify(body)) }));
  return {
    events: inOrder(joins, taken),
    busyMs: chats.reduce((sum, { startedAt, endedAt = startedAt }) => sum + endedAt - startedAt, 0),
    wholeMs: (chats.at(-1)?.endedAt ?? 0) - (chats[0]?.startedAt ?? 0),
    rateLimited: requests.filter(({ status }) => status === 429).length,
    refused: requests.filter(({ status = 0 }) => status >= 400 && status !== 429).length,
  };
}

/** Everyone asks equally often, in an order that is the same each time. */
function asksOf({ asks, askers }: Community): LineAsk[] {
  const random = createRandom(1);
  return Array.from({ length: asks }, (_, index) => ({ asker: index % askers, key: random() }))
    .toSorted((one, other) => one.key - other.key)
    .map(({ asker }, index) => ({ id: String(index), askerId: `person-${asker}` }));
}

function gather({ addChannel, addMember }: World['discord'], { askers, channels }: Community) {
  const rooms = Array.from({ length: channels }, (_, index) =>
    addChannel({ name: `room-${index}` }),
  );
  return new Map(
    Array.from({ length: askers }, (_, index) => {
      const name = `person-${index}`;
      const person = addMember({ name });
      const channel = rooms[index % channels];
      if (!channel) throw new Error('a community needs a channel');
      return [name, (prompt: string) => person.command('ask', { prompt }, { channel })];
    }),
  );
}

const questionOf = (id: string): string => `Question number ${id} of the community?`;
const askIn = (text: string): string => /Question number (\d+) of/.exec(text)?.[1] ?? '';

/** A reply has ended when its figures stand there and it can no longer be stopped. */
function countEnded({ onChange }: World['discord']) {
  const ended = new Set<string>();
  const waiters = new Set<{ count: number; resolve: () => void }>();

  function note(message: LocalMessage): void {
    const { interactionId = '', text } = message;
    if (canBeStopped(message) || !text.includes('tokens/s')) return;
    ended.add(interactionId);
    for (const waiter of waiters) {
      if (ended.size < waiter.count) continue;
      waiters.delete(waiter);
      waiter.resolve();
    }
  }

  const stop = onChange((change) => {
    if (change.type === 'message-edit') note(change.message);
  });
  return {
    stop,
    atLeast: (count: number): Promise<void> =>
      new Promise((resolve) => {
        if (ended.size >= count) resolve();
        else waiters.add({ count, resolve });
      }),
  };
}

function inOrder(
  joins: readonly { at: number; ask: LineAsk }[],
  taken: readonly { at: number; id: string }[],
): CommunityEvent[] {
  return [
    ...joins.map(({ at, ask }) => ({ at, event: { type: 'joined', ask } as const })),
    ...taken.map(({ at, id }) => ({ at, event: { type: 'taken', id } as const })),
  ]
    .toSorted((one, other) => one.at - other.at)
    .map(({ event }) => event);
}

const epochMs = (): number => performance.timeOrigin + performance.now();
