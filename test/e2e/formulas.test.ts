import { ComponentType, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { MessageVersion } from '../../playground/local-discord/index.ts';
import { openApp, startApp } from '../support/app.ts';
import { startAppProcess } from '../support/app-process.ts';
import type { AskOnScreen } from '../support/ask-on-screen.ts';
import { thoughts, words } from '../support/model-words.ts';
import { refusalsOf } from '../support/screen-rules.ts';
import { openWorld } from '../support/world.ts';

const root = String.raw`x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}`;
const sum = String.raw`\sum_{k=1}^{n} k = \frac{n(n+1)}{2}`;
const display = (tex: string): string => `\\[\n${tex}\n\\]`;

const inPieces = (text: string): string[] => text.match(/[^]{1,5}/g) ?? [];

const pngSignature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/** The sources of a version's pictures, from top to bottom. Each must be a picture that it holds. */
function picturesOf({ components, attachments }: MessageVersion): string[] {
  return components.flatMap((component) => {
    if (component.type !== ComponentType.MediaGallery) return [];
    return component.items.map(({ media, description }) => {
      const name = media.url.replace('attachment://', '');
      const picture = attachments.find((attachment) => attachment.name === name);
      expect(picture?.content.subarray(0, 8)).toEqual(pngSignature);
      return description ?? '';
    });
  });
}

const versionsOf = (question: AskOnScreen): MessageVersion[] =>
  question.pages().flatMap(({ versions }) => versions);

const endPictures = (question: AskOnScreen): string[] =>
  question.pages().flatMap(({ current }) => picturesOf(current));

/** The first drawing of a process takes longer than the end waits. */
async function expectPictures(question: AskOnScreen, sources: readonly string[]): Promise<void> {
  await question.ends({ timeoutMs: 20_000 });
  await question.until(() => endPictures(question).length >= sources.length);
  expect(endPictures(question)).toEqual(sources);
}

const codeOf = ({ components }: MessageVersion): string => JSON.stringify(components);

it('shows each formula as a picture in its place, with its source for those who do not see', async () => {
  const { ask } = await openApp({
    ollama: {
      script: () => ({
        answer: `First:\n\n${display(root)}\n\nand then\n\n${display(sum)}\n\nDone.`,
      }),
    },
  });
  const question = await ask();
  await expectPictures(question, [root, sum]);
  const { current } = question.reply();
  const kinds = current.components
    .map(({ type }) => ComponentType[type])
    .filter((kind) => kind === 'TextDisplay' || kind === 'MediaGallery');
  // Question, text, formula, text, formula, text, status.
  expect(kinds.join(' ')).toBe(
    'TextDisplay TextDisplay MediaGallery TextDisplay MediaGallery TextDisplay TextDisplay',
  );
});

it('shows the source as code while a formula is on its way', async () => {
  const { ask } = await openApp({
    ollama: {
      script: () => ({
        reasoning: thoughts(3),
        answer: [`It is:\n\n\\[\n`, ...inPieces(root), '\n\\]'],
      }),
      tokensPerSecond: 4,
    },
  });
  const question = await ask();
  await expectPictures(question, [root]);
  const streamed = versionsOf(question).filter((version) => codeOf(version).includes('\\\\frac'));
  expect(streamed.some((version) => picturesOf(version).length === 0)).toBe(true);
});

it('leaves bad TeX as code', async () => {
  const bad = String.raw`\frac{1}{`;
  const { ask } = await openApp({
    ollama: { script: () => ({ answer: `${display(bad)}\n\n${display(sum)}` }) },
  });
  const question = await ask();
  await expectPictures(question, [sum]);
  expect(codeOf(question.reply().current)).toContain('frac{1}{');
});

it('sends a picture once, however often the text around it changes', async () => {
  const { ask, ollama } = await openApp({
    ollama: {
      script: () => ({ reasoning: thoughts(3), answer: [`${display(sum)}\n\n`, ...words(1_000)] }),
      tokensPerSecond: 20,
    },
  });
  const question = await ask();
  const pictured = (): MessageVersion[] =>
    versionsOf(question).filter((version) => picturesOf(version).length > 0);
  await question.until(() => pictured().length > 3);
  ollama.pace.tokensPerSecond = 0;
  await expectPictures(question, [sum]);
  const ids = pictured().flatMap(({ attachments }) => attachments.map(({ id }) => id));
  expect(new Set(ids).size).toBe(1);
});

it('spreads more formulas than one message holds over further ones', async () => {
  const formulas = Array.from({ length: 25 }, (_, index) => `x_{${index}} = \\frac{${index}}{2}`);
  const answer = formulas.map((tex, index) => `Step ${index}:\n\n${display(tex)}\n\n`).join('');
  const { ask } = await openApp({ ollama: { script: () => ({ answer }) } });
  const question = await ask();
  await expectPictures(question, formulas);
  expect(question.pages().length).toBeGreaterThan(2);
});

describe('where the bot may attach no files', () => {
  it('shows formulas as code, and the answer is complete', async () => {
    const { ask, discord } = await openApp({
      ollama: { script: () => ({ answer: `Here:\n\n${display(sum)}\n\nThe end.` }) },
      expected: { refusals: ['403/50013'] },
    });
    const { ViewChannel, SendMessages, ReadMessageHistory, UseApplicationCommands } =
      PermissionFlagsBits;
    discord.setBotPermissions(
      discord.channel,
      ViewChannel,
      SendMessages,
      ReadMessageHistory,
      UseApplicationCommands,
    );
    const question = await ask();
    const { answer } = await question.ends();
    await discord.waitFor(() => refusalsOf(discord).length > 0);
    expect(answer).toContain('sum_{k=1}');
    expect(answer).toContain('The end.');
    expect(endPictures(question)).toEqual([]);
  });
});

it('has every picture in the end when the bot is killed in between', async () => {
  const answer = [root, sum, root].map(display).join('\n\nand\n\n');
  const world = await openWorld({
    ollama: {
      script: () => ({ reasoning: thoughts(3), answer: inPieces(answer) }),
      tokensPerSecond: 20,
    },
  });
  await startApp(world, { roles: ['worker'] });
  const bot = await startAppProcess(world, 'bot');
  const question = await world.ask();
  await question.until(() => endPictures(question).length > 0);
  await bot.kill('SIGKILL');
  await startApp(world, { roles: ['bot'] });
  await expectPictures(question, [root, sum, root]);
  const counts = versionsOf(question).map((version) => picturesOf(version).length);
  expect(counts, 'no picture goes back to code').toEqual(
    counts.toSorted((one, other) => one - other),
  );
});
