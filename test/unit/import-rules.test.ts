import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';

const repository = path.resolve(import.meta.dirname, '../..');

const allowed = [
  ['src/asks/submit.ts', '../token-log/entries.ts'],
  ['src/asks/submit.ts', './ask.ts'],
  ['src/token-log/follower.ts', '../log.ts'],
  ['src/token-log/follower.ts', '../asks/ask.ts'],
  ['src/delivery/writer.ts', '../rendering/page.ts'],
  ['src/rendering/page.ts', '../token-log/transcript.ts'],
  ['src/app.ts', '../commands/index.ts'],
  ['commands/ask.ts', '../src/gateway/command.ts'],
  ['commands/ask.ts', 'discord.js'],
  ['src/generation/chat.ts', 'ollama'],
  ['src/models/models.ts', '../gpu/rest.ts'],
  ['src/jobs/queues.ts', 'bullmq'],
  ['src/rendering/page.ts', 'discord-api-types/v10'],
  ['src/rendering/page.ts', 'node:path'],
  ['playground/demo.ts', '../src/app.ts'],
  ['test/e2e/ask.test.ts', '../../src/app.ts'],
] as const;

const refused = [
  ['src/log.ts', './asks/submit.ts'],
  ['src/asks/ask.ts', './submit.ts'],
  ['src/locales/en.ts', '../rendering/page.ts'],
  ['src/token-log/follower.ts', '../asks/submit.ts'],
  ['src/models/models.ts', '../generation/chat.ts'],
  ['src/models/models.ts', '../gpu/card.ts'],
  ['src/gpu/card.ts', '../models/unload.ts'],
  ['src/asks/submit.ts', '../delivery/writer.ts'],
  ['src/conversations/turns.ts', '../asks/submit.ts'],
  ['src/generation/chat.ts', '../delivery/writer.ts'],
  ['src/generation/chat.ts', '../gateway/command.ts'],
  ['src/rendering/page.ts', '../token-log/follower.ts'],
  ['src/delivery/writer.ts', '../generation/chat.ts'],
  ['src/delivery/deep/writer.ts', '../../gateway/command.ts'],
  ['src/gateway/command.ts', '../delivery/writer.ts'],
  ['src/gateway/command.ts', '../../commands/ask.ts'],
  ['commands/ask.ts', '../src/generation/chat.ts'],
  ['commands/ask.ts', '../test/support/redis.ts'],
  ['src/app.ts', '../playground/redis.ts'],
  ['playground/redis.ts', '../src/log.ts'],
  ['playground/local-discord/rest.ts', '../../src/delivery/writer.ts'],
  ['src/new-folder/thing.ts', '../log.ts'],
  ['src/asks/submit.ts', 'discord.js'],
  ['src/generation/chat.ts', '@discordjs/rest'],
  ['src/generation/chat.ts', 'discord-api-types/v10'],
  ['src/gateway/command.ts', 'bullmq'],
  ['src/delivery/writer.ts', 'ollama'],
  ['src/asks/submit.ts', 'undici'],
] as const;

/** Each way to name a module; the rule must see every one. */
const spellings = {
  'an import': (module: string) => `import '${module}';`,
  'a named import': (module: string) => `import { a } from '${module}';`,
  'a type import': (module: string) => `import type { B } from '${module}';`,
  'an export': (module: string) => `export { c } from '${module}';`,
  'an export of all': (module: string) => `export * from '${module}';`,
  'a dynamic import': (module: string) => `await import('${module}');`,
  'an import in a type': (module: string) => `export type D = import('${module}').D;`,
};

const reportSchema = z.object({
  diagnostics: z.array(
    z.object({
      code: z.string(),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object({ line: z.number() }) })),
    }),
  ),
});

/** Lints a repository that holds just these lines. Gives those that the import rule refuses, as `file: line`. */
async function refusedLines(lines: readonly (readonly [file: string, line: string])[]) {
  const workplace = await mkdtemp(path.join(tmpdir(), 'aloud-import-rules-'));
  onTestFinished(() => rm(workplace, { recursive: true }));
  const linesOf = (file: string) => lines.filter(([name]) => name === file).map(([, line]) => line);
  for (const [file] of lines) {
    await mkdir(path.join(workplace, path.dirname(file)), { recursive: true });
    await writeFile(path.join(workplace, file), linesOf(file).join('\n'));
  }
  const { diagnostics } = reportSchema.parse(JSON.parse(await runOxlint(workplace)));
  return diagnostics
    .filter(({ code }) => code === 'aloud(import-direction)')
    .flatMap(({ filename, labels }) =>
      labels.map(({ span }) => `${filename}: ${linesOf(filename)[span.line - 1]}`),
    );
}

function runOxlint(workplace: string): Promise<string> {
  const program = path.join(repository, 'node_modules/oxlint/bin/oxlint');
  const options = ['--config', path.join(repository, '.oxlintrc.json'), '--format', 'json', '.'];
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...options], { cwd: workplace }, (_, stdout) =>
      resolve(stdout),
    );
  });
}

const asLine = ([file, module]: readonly [string, string]) =>
  [file, spellings['an import'](module)] as const;

const asText = ([file, line]: readonly [string, string]) => `${file}: ${line}`;

describe('the import rules of .oxlintrc.json', () => {
  it('let every folder import what stands below it', async () => {
    expect(await refusedLines(allowed.map(asLine))).toEqual([]);
  });

  it('refuse every import against the direction, and every package outside its folders', async () => {
    const lines = refused.map(asLine);
    expect((await refusedLines(lines)).toSorted()).toEqual(lines.map(asText).toSorted());
  });

  it('see every way to name a module', async () => {
    const lines = Object.values(spellings).map(
      (spell) => ['src/rendering/page.ts', spell('../delivery/writer.ts')] as const,
    );
    expect((await refusedLines(lines)).toSorted()).toEqual(lines.map(asText).toSorted());
  });
});
