import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLocalDiscord } from '../../playground/local-discord/index.ts';
import type { Interaction, LocalDiscord } from '../../playground/local-discord/index.ts';
import type { StandInOllama } from '../../playground/stand-in-ollama/stand-in-ollama.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { createGate } from '../support/gate.ts';
import { redisTexts } from '../support/redis-texts.ts';
import { openTestRedis, type TestRedis } from '../support/redis.ts';
import { startStandIn } from '../support/stand-in.ts';

// Words that must stay between the asker, the model and Discord. The question is hostile: it looks like what logs cut
// at or try to read.
const canaries = {
  prompt: 'CANARYPROMPT',
  reasoning: 'CANARYREASONING',
  answer: 'CANARYANSWER',
  password: 'CANARYPASSWORD',
};
const question = `"${canaries.prompt}" {"err":{"message":"${canaries.prompt}"}} \\"${canaries.prompt}\n`;
const script = {
  reasoning: Array.from({ length: 12 }, () => `${canaries.reasoning} `),
  answer: Array.from({ length: 40 }, () => `${canaries.answer} '"{`),
};

let testRedis: TestRedis;
let discord: LocalDiscord;
let ollama: StandInOllama;
let lines: string[];
let interactions: Interaction[];

/** The whole app at level trace; what it prints beside its log counts as a line too. */
beforeEach(async () => {
  lines = [];
  interactions = [];
  testRedis = await openTestRedis();
  catchConsole();
  discord = await createLocalDiscord({
    rateLimits: { 'webhook-edit': { limit: 50, windowMs: 1_000 } },
  });
  ollama = await startStandIn({ script: () => script });
  const app = createApp({
    config: readConfig({
      DISCORD_TOKEN: discord.botToken,
      DISCORD_API_URL: discord.apiUrl,
      REDIS_URL: testRedis.url.replace(':any@', `:${canaries.password}@`),
      REDIS_PREFIX: testRedis.prefix,
      OLLAMA_HOST: ollama.url,
      SERVER_WAIT_SECONDS: '1',
    }),
    log: createLogger({ level: 'trace', destination: { write: (line) => void lines.push(line) } }),
    onFatal: (error) => lines.push(`fatal ${error.message}`),
  });
  onTestFinished(async () => {
    await app.close();
    await discord.close();
  });
  await app.ready;
});

function catchConsole(): void {
  for (const method of ['debug', 'info', 'log', 'warn', 'error'] as const) {
    const spy = vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => {
      lines.push(parts.map(String).join(' '));
    });
    onTestFinished(() => spy.mockRestore());
  }
}

/** Ann asks; resolves when Discord has the first response. */
async function ask(values: Record<string, string | boolean> = {}): Promise<Interaction> {
  const interaction = discord.people.ann.command('ask', { prompt: question, ...values });
  interactions.push(interaction);
  await interaction.settled();
  return interaction;
}

/** Ann wants to see what the model thought; resolves when she is told something. */
async function pressForReasoning({ id, response }: Interaction): Promise<void> {
  if (!response) throw new Error('the ask has no reply');
  const button = { component_type: 2, custom_id: `reasoning:${id}` };
  const press = discord.people.ann.forge(response, button);
  interactions.push(press);
  await discord.waitFor(() => press.response?.isLoading === false);
}

/** What of the reply stands on the screen now. */
const screen = ({ response }: Interaction) => JSON.stringify(response?.current.components ?? []);

const shows = (interaction: Interaction, text: string | RegExp) =>
  discord.waitFor(() => screen(interaction).search(text) !== -1, { timeoutMs: 15_000 });

const countOf = (message: string): number =>
  lines.filter((line) => line.includes(`"msg":"${message}"`)).length;

const logged = (message: string, times = 1) =>
  vi.waitFor(() => expect(countOf(message)).toBeGreaterThanOrEqual(times), { timeout: 10_000 });

/** Nothing of the above in any line, nor any secret; and something was logged at all. */
function expectDiscreetLog(): void {
  expect(lines.length).toBeGreaterThan(0);
  const secrets = [discord.botToken, ...interactions.map(({ token }) => token)];
  for (const text of [...Object.values(canaries), ...secrets]) {
    expect(lines.filter((line) => line.includes(text))).toEqual([]);
  }
}

/** The token has its own key; the texts have the record, the turn, the log and the reply's state. */
async function expectDiscreetRedis(): Promise<void> {
  for (const [key, text] of await redisTexts(testRedis)) {
    const name = key.slice(testRedis.prefix.length + 1);
    expect(text, key).not.toContain(discord.botToken);
    for (const { token } of interactions) {
      expect(text.includes(token), key).toBe(
        name.startsWith('reply-token:') && text.includes(token),
      );
    }
    if (/^(ask|log|reply|turn:)/.test(name)) continue;
    for (const canary of Object.values(canaries)) expect(text, key).not.toContain(canary);
  }
}

describe('no line of the log, and nothing in Redis beside its place, tells of a person', () => {
  it('when an ask is answered', async () => {
    await shows(await ask(), 'in all');
    await logged('reply-ended');
    expectDiscreetLog();
    await expectDiscreetRedis();
  });

  it('when an ask is refused', async () => {
    await ask({ model: 'deepseek-r1:671b-cloud' });
    await ask({ model: canaries.prompt });
    await ask({ model: `so "${canaries.prompt}" what` });
    await discord.waitFor(() => interactions.every(({ followups }) => followups.length > 0));
    expectDiscreetLog();
    await expectDiscreetRedis();
  });

  it('when Ollama fails with words of the answer', async () => {
    const error = `error parsing tool call: raw='${canaries.answer}', err=invalid character`;
    ollama.fail({ type: 'error-line', afterTokens: 20, error });
    await ask();
    await logged('ask-failed');
    await logged('reply-ended');
    expectDiscreetLog();
    await expectDiscreetRedis();
  });

  it.each([
    ['a broken line', { type: 'garbage-line', afterTokens: 20, line: `{"${canaries.answer}` }],
    ['a cut', { type: 'cut', afterTokens: 20 }],
    ['an end without done', { type: 'end-without-done', afterTokens: 20 }],
    ['an error page', { type: 'html', status: 502 }],
    ['a refusal', { type: 'status', status: 400, error: `invalid: "${canaries.prompt}"` }],
  ] as const)('when Ollama fails with %s', async (_title, fault) => {
    ollama.fail(fault, { times: 100 });
    await ask();
    await logged('reply-ended');
    expectDiscreetLog();
    await expectDiscreetRedis();
  });

  it('when an ask is stopped', async () => {
    ollama.fail({ type: 'hang', afterTokens: 20 });
    const interaction = await ask();
    await shows(interaction, canaries.answer);
    if (interaction.response) discord.people.ann.press(interaction.response, 'Stop');
    await logged('reply-ended');
    expectDiscreetLog();
    await expectDiscreetRedis();
  });

  it.each([
    ['fails', { type: 'fail', status: 500 }],
    ['refuses the text', { type: 'fail', status: 400, code: 200_000, message: 'blocked' }],
    ['hangs up', { type: 'drop' }],
    ['has a limit', { type: 'rate-limit', retryAfterMs: 100 }],
  ] as const)('when Discord %s', async (_title, effect) => {
    // Before its first answer nothing is known of a limit, and a failure costs five seconds.
    await ask();
    await logged('reply-ended');
    discord.faults.inject({ method: 'PATCH', effect, times: 2 });
    await ask();
    await logged('reply-ended', 2);
    await logged(effect.type === 'rate-limit' ? 'reply-write-limited' : 'reply-write-failed');
    expectDiscreetLog();
    await expectDiscreetRedis();
  });

  it('when Discord does not take the token any more', async () => {
    const effect = { type: 'fail', status: 401, code: 50_027 } as const;
    discord.faults.inject({ kind: 'webhook-edit', effect });
    await ask();
    await logged('reply-ended');
    expectDiscreetLog();
    await expectDiscreetRedis();
  });

  it('when the reasoning is asked for, and when Discord refuses to show it', async () => {
    const interaction = await ask();
    await logged('reply-ended');
    await pressForReasoning(interaction);
    const effect = { type: 'fail', status: 400, code: 50_035 } as const;
    discord.faults.inject({ kind: 'webhook-edit', effect, times: 1 });
    await pressForReasoning(interaction);
    await logged('press-failed');
    expectDiscreetLog();
    await expectDiscreetRedis();
  });

  it('when Redis refuses the ask, quoting it', async () => {
    const key = `${testRedis.prefix}:asks:open`;
    await testRedis.client.set(key, 'not a set');
    await ask();
    await logged('command-failed');
    await testRedis.client.del(key);
    expectDiscreetLog();
    await expectDiscreetRedis();
  });

  it('when Redis refuses the answer, quoting it', async () => {
    const gate = createGate();
    ollama.fail({ type: 'hang', afterTokens: 20, until: gate.opened });
    const interaction = await ask();
    await shows(interaction, canaries.answer);
    const key = `${testRedis.prefix}:log:${interaction.id}`;
    await testRedis.client.rename(key, `${key}:aside`);
    await testRedis.client.set(key, 'not a stream');
    gate.open();
    await logged('log-broken');
    await testRedis.client.rename(`${key}:aside`, key);
    expectDiscreetLog();
  });

  it('when a process stops in the middle', async () => {
    const gate = createGate();
    ollama.fail({ type: 'hang', afterTokens: 20, until: gate.opened });
    await shows(await ask(), canaries.answer);
    onTestFinished(() => {
      gate.open();
      expectDiscreetLog();
    });
    await expectDiscreetRedis();
  });
});
