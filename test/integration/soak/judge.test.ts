import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import { expect, it, onTestFinished } from 'vitest';
import { createAskCommand } from '../../../commands/ask.ts';
import { createLocalDiscord, type LocalDiscord } from '../../../playground/local-discord/index.ts';
import type { StoredEntry } from '../../../src/token-log/entries.ts';
import type { FaultRecord } from '../../soak/faults.ts';
import { judge, type Judgement } from '../../soak/judge.ts';
import { questionOf, scriptFor } from '../../soak/script.ts';
import { createSoakAsk, type SoakAsk } from '../../soak/soak-ask.ts';

interface Bot {
  discord: LocalDiscord;
  ask(number: number): Promise<SoakAsk>;
  /** Each a text, and the reasoning in its box. */
  show(ask: SoakAsk, texts: readonly string[], reasoning?: string): Promise<void>;
}

/** A local Discord, and a bot that does what the test says. */
async function openBot(): Promise<Bot> {
  const discord = await createLocalDiscord({ rateLimits: { 'webhook-edit': null } });
  onTestFinished(() => discord.close());
  const call = async (method: string, path: string, body: object) => {
    const headers = {
      authorization: `Bot ${discord.botToken}`,
      'content-type': 'application/json',
    };
    const url = `${discord.apiUrl}/v10/${path}`;
    const { status } = await fetch(url, { method, headers, body: JSON.stringify(body) });
    expect(status).toBeLessThan(300);
  };
  const { data } = createAskCommand({
    submitAsk: async () => ({ type: 'accepted' }),
    listModels: async () => [],
  });
  await call('PUT', `applications/${discord.applicationId}/commands`, [data]);

  return {
    discord,
    ask: async (number) => {
      const question = questionOf(number, 'short');
      const source = discord.people.ann.command('ask', { prompt: question });
      await call('POST', `interactions/${source.id}/${source.token}/callback`, { type: 5 });
      const planned = { kind: 'short', place: 'general', isPrivate: false } as const;
      return createSoakAsk({ ...planned, number, question, source });
    },
    show: ({ source }, texts, reasoning) =>
      call('PATCH', `webhooks/${discord.applicationId}/${tokenOf(source)}/messages/@original`, {
        flags: MessageFlags.IsComponentsV2,
        components: [...boxOf(reasoning), ...texts.map(textDisplay)],
      }),
  };
}

const tokenOf = (source: SoakAsk['source']): string => ('token' in source ? source.token : '');
const textDisplay = (content: string) => ({ type: ComponentType.TextDisplay, content });

function boxOf(reasoning: string | undefined): object[] {
  if (reasoning === undefined) return [];
  const components = [textDisplay(reasoning)];
  return [{ type: ComponentType.Container, spoiler: true, components }];
}

const figures = { tokens: 42, reasoningTokens: 12, promptTokens: 1, generationMs: 1 };
const done: StoredEntry = { type: 'ask-done', figures, at: 0 };
const footer = '-# m · 1 s in all';

function wordsOf({ question }: SoakAsk): Record<'reasoning' | 'answer', string> {
  const { reasoning = '', answer = '' } = scriptFor(question);
  return { reasoning: [reasoning].flat().join(''), answer: [answer].flat().join('') };
}

const answerOf = (ask: SoakAsk): string => wordsOf(ask).answer;

interface Circumstances {
  entries?: readonly StoredEntry[];
  faults?: readonly FaultRecord[];
}

/** As if the asks had been taken, unless there are no entries. */
function judged(
  { discord }: Bot,
  asks: readonly SoakAsk[],
  { entries = [done], faults = [] }: Circumstances = {},
): Judgement {
  const record = entries.length > 0 ? 'stored' : 'none';
  return judge({
    stage: { discord, log: { lines: [], add: () => undefined }, ownEnds: [] },
    asks,
    faults: { records: faults },
    evidence: { keys: [], ask: () => ({ record, entries }) },
  });
}

const problemsOf = ({ verdicts }: Judgement) => verdicts.flatMap(({ problems }) => problems);

it('finds nothing wrong with an answer in its own words', async () => {
  const bot = await openBot();
  const ask = await bot.ask(1);
  const { reasoning, answer } = wordsOf(ask);
  await bot.show(ask, [answer, footer], reasoning);
  const { verdicts, problems, stories } = judged(bot, [ask]);
  expect(verdicts).toMatchObject([{ end: 'done', problems: [] }]);
  expect([...problems, ...stories]).toEqual([]);
});

it('finds an answer that is not whole', async () => {
  const bot = await openBot();
  const ask = await bot.ask(1);
  await bot.show(ask, [answerOf(ask).replace(' a1n9', ''), footer]);
  expect(problemsOf(judged(bot, [ask])).join()).toContain('29 words in place of 30');
});

it('finds an ending that was written over', async () => {
  const bot = await openBot();
  const ask = await bot.ask(1);
  await bot.show(ask, [answerOf(ask), footer]);
  await bot.show(ask, ['a1n1', footer]);
  expect(problemsOf(judged(bot, [ask])).join()).toContain('states of an ending');
});

it('takes a second ending for that of a try, and for nothing else', async () => {
  const bot = await openBot();
  const ask = await bot.ask(1);
  const { reasoning, answer } = wordsOf(ask);
  await bot.show(ask, [answer, footer], reasoning);
  await bot.show(ask, ['a1n1']);
  await bot.show(ask, [answer, `${footer} · again`], reasoning);
  expect(problemsOf(judged(bot, [ask])).join()).toContain('endings that were written over');
  ask.tries.push(bot.discord.people.ann.command('ask', { prompt: 'as if it were a press' }));
  expect(problemsOf(judged(bot, [ask]))).toEqual([]);
});

it('finds words of one ask in the message of another', async () => {
  const bot = await openBot();
  const [one, other] = [await bot.ask(1), await bot.ask(2)];
  await bot.show(one, [answerOf(other), footer]);
  await bot.show(other, [answerOf(other), footer]);
  expect(judged(bot, [one, other]).problems.join()).toContain('shows words of 2');
});

it('finds reasoning that stood open for a moment', async () => {
  const bot = await openBot();
  const ask = await bot.ask(1);
  await bot.show(ask, ['λ1ν1']);
  await bot.show(ask, [answerOf(ask), footer]);
  expect(judged(bot, [ask]).problems.join()).toContain('showed reasoning openly');
});

it('finds a reply without an ending', async () => {
  const bot = await openBot();
  const ask = await bot.ask(1);
  await bot.show(ask, [answerOf(ask)]);
  expect(problemsOf(judged(bot, [ask]))).toContain('no page shows an ending');
});

it('excuses a reply that was left empty only by a bot that was killed then', async () => {
  const bot = await openBot();
  const ask = await bot.ask(1);
  const { askedAt: at } = ask;
  const killed = { kind: 'kill-bot', from: at, to: at } as const;
  expect(problemsOf(judged(bot, [ask], { entries: [] }))).toEqual(['no fault explains it']);
  const excused = judged(bot, [ask], { entries: [], faults: [killed] });
  expect(excused.verdicts).toMatchObject([{ end: 'left thinking', problems: [] }]);
});

it('tells the story of an ask that something is wrong with', async () => {
  const bot = await openBot();
  const ask = await bot.ask(1);
  const { stories } = judged(bot, [ask], { entries: [] });
  expect(stories).toHaveLength(1);
  expect(stories[0]).toContain(`Ask 1 (${ask.id}, short, general, public)`);
});
