import { expect, it, onTestFinished } from 'vitest';
import { createAskCommand } from '../../../commands/ask.ts';
import { createLocalDiscord } from '../../../playground/local-discord/index.ts';
import type { SubmitAsk } from '../../../src/asks/submit-ask.ts';
import { createDiscordClock } from '../../../src/gateway/discord-clock.ts';
import { createGateway } from '../../../src/gateway/gateway.ts';
import { createGate } from '../../support/gate.ts';
import { createLogLines } from '../../support/log-lines.ts';

/** A gateway whose one command comes to what the test says. */
async function openGateway({
  submitAsk,
  listModels = () => Promise.resolve([]),
}: {
  submitAsk: SubmitAsk;
  listModels?: () => Promise<string[]>;
}) {
  const discord = await createLocalDiscord();
  const log = createLogLines();
  const gateway = createGateway({
    discord: { token: discord.botToken, apiUrl: discord.apiUrl, guildId: undefined },
    commands: [createAskCommand({ submitAsk, listModels })],
    buttons: { press: () => Promise.resolve() },
    clock: createDiscordClock(),
    log: log.logger,
    onFatal: () => undefined,
  });
  onTestFinished(async () => {
    await gateway.close();
    await discord.close();
  });
  await gateway.open();
  const { ann, mod } = discord.people;
  return {
    discord,
    log,
    ask: async () => {
      const interaction = ann.command('ask', { prompt: 'Why?' });
      await interaction.settled();
      return interaction;
    },
    /** What Ann alone is told. */
    told: () => discord.waitFor(() => discord.messages(discord.channel, { as: ann })[0]?.text),
    seenByOthers: () => discord.messages(discord.channel, { as: mod }),
  };
}

it('tells the person alone that a command has a fault, and the log what it was', async () => {
  const { ask, told, seenByOthers, log } = await openGateway({
    submitAsk: () => Promise.reject(new Error('a fault')),
  });
  await ask();
  expect(await told()).toMatch(/^\*\*The bot has a fault and could not finish this\.\*\* /);
  expect(seenByOthers()).toEqual([]);
  expect(log.errors()).toEqual(['command-failed']);
});

it('tells a refusal whose detail is long and would break out of its backticks', async () => {
  const detail = 'x`y '.repeat(2_000);
  const { ask, told } = await openGateway({
    submitAsk: () => Promise.resolve({ type: 'refused', code: 'MODEL_NAME_INVALID', detail }),
  });
  await ask();
  const words = (await told()) ?? '';
  expect(words).toMatch(/^\*\*`(?:x y ){30}…` is not the name of a model here\.\*\* /);
});

it('tells a refusal although somebody was quicker to delete the reply', async () => {
  const isDeleted = createGate();
  const { ask, told, discord } = await openGateway({
    submitAsk: async () => {
      await isDeleted.opened;
      return { type: 'refused', code: 'MODEL_MISSING', detail: 'r1:8b' };
    },
  });
  const { response } = await ask();
  if (response) discord.people.ann.delete(response);
  isDeleted.open();
  expect(await told()).toMatch(/^\*\*The model `r1:8b` is not installed\.\*\* /);
});

it('offers no models when it cannot know which there are', async () => {
  const { discord } = await openGateway({
    submitAsk: () => Promise.resolve({ type: 'accepted' }),
    listModels: () => Promise.reject(new Error('the queue is away')),
  });
  const typing = { option: 'model', typed: 'r1' };
  expect(await discord.people.ann.autocomplete('ask', typing)).toEqual([]);
});
