// People ask; what each reply showed, and when, is written down until all have their last frame.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Interaction,
  LocalDiscord,
  LocalMessage,
} from '../../playground/local-discord/index.ts';
import type { StandInOllama } from '../../playground/stand-in-ollama/stand-in-ollama.ts';
import type { Observation, ScreenVersion } from '../figures.ts';
import { canBeStopped, positionOf, tokenOf } from '../screen.ts';
import type { World } from './world.ts';

export interface Asking {
  asks: number;
  /** All in one channel, or each in its own. */
  channels: 'one' | 'each';
  /** The asks are spread evenly over this time. */
  spreadMs: number;
  tokens: { reasoning: number; answer: number };
  /** 0 = as fast as possible. */
  tokensPerSecond: number;
}

export interface Watched {
  observations: Observation[];
  /** Requests that Discord answered with 429. */
  rateLimited: number;
  /** Requests that Discord refused for another reason. */
  refused: number;
}

/** Beyond the model's own time. */
const patienceMs = 60_000;

export async function askAll({ discord, ollama }: World, asking: Asking): Promise<Watched> {
  setModel(ollama, asking);
  const requestsBefore = discord.traffic.requests.length;
  const screens = watchScreens(discord, asking);
  const questions = new Map<string, Interaction>();
  const people = gatherPeople(discord, asking);
  for (const { ask } of people) {
    const question = `Question ${randomUUID()}`;
    questions.set(question, ask(question));
    await sleep(asking.spreadMs / asking.asks);
  }
  await screens.allFinal;
  const requests = discord.traffic.requests.slice(requestsBefore);
  return {
    observations: [...questions].map(([question, interaction]) => ({
      askedAt: interaction.createdAt,
      tokenTimes: tokenTimesOf(ollama, question),
      versions: screens.versionsOf(interaction),
    })),
    rateLimited: requests.filter(({ status }) => status === 429).length,
    refused: requests.filter(({ status = 0 }) => status >= 400 && status !== 429).length,
  };
}

function setModel(ollama: StandInOllama, { tokens, tokensPerSecond }: Asking): void {
  const all = Array.from({ length: tokens.reasoning + tokens.answer }, (_, index) =>
    tokenOf(index),
  );
  const script = {
    reasoning: all.slice(0, tokens.reasoning),
    answer: all.slice(tokens.reasoning),
  };
  ollama.setScript(() => script);
  ollama.pace.tokensPerSecond = tokensPerSecond;
}

/** Fresh channels: no limit of theirs remembers an earlier run. */
function gatherPeople(discord: LocalDiscord, { asks, channels }: Asking) {
  const shared = discord.addChannel({ name: 'together' });
  return Array.from({ length: asks }, (_, index) => {
    const person = discord.addMember({ name: `Person ${index + 1}` });
    const channel = channels === 'one' ? shared : discord.addChannel({ name: `room-${index + 1}` });
    return { ask: (prompt: string) => person.command('ask', { prompt }, { channel }) };
  });
}

function watchScreens(discord: LocalDiscord, { asks, tokens, tokensPerSecond }: Asking) {
  const versions = new Map<string, ScreenVersion[]>();
  const final = new Set<string>();
  const allTokens = tokens.reasoning + tokens.answer;
  const modelMs = tokensPerSecond === 0 ? 0 : (allTokens / tokensPerSecond) * 1_000;

  function note(message: LocalMessage): void {
    const { interactionId = '' } = message;
    const position = positionOf(message.text);
    const seen = versions.get(interactionId) ?? [];
    versions.set(interactionId, seen);
    seen.push({ at: message.current.at, position, isLoading: message.isLoading });
    if (position === allTokens && !canBeStopped(message)) final.add(interactionId);
  }

  const allFinal = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`${asks - final.size} of ${asks} replies did not end`)),
      modelMs + patienceMs,
    );
    const unsubscribe = discord.onChange((change) => {
      if (change.type !== 'message-create' && change.type !== 'message-edit') return;
      note(change.message);
      if (final.size < asks) return;
      clearTimeout(timer);
      unsubscribe();
      resolve();
    });
  });
  return { allFinal, versionsOf: ({ id }: Interaction) => versions.get(id) ?? [] };
}

function tokenTimesOf(ollama: StandInOllama, question: string): number[] {
  const chat = ollama.chats().findLast(({ body }) => JSON.stringify(body).includes(question));
  return chat?.tokenTimes ?? [];
}
