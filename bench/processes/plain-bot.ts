// The bot to compare with: no queue, no pacing; it shows the newest text every 1.1 s by discord.js's own means.
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAskCommand } from '../../commands/ask.ts';
import type { Command, Invocation } from '../../src/gateway/command.ts';
import { createDiscordClock } from '../../src/gateway/discord-clock.ts';
import { createGateway } from '../../src/gateway/gateway.ts';
import { createLogger } from '../../src/log.ts';
import { serveBot } from './bot-service.ts';

const editIntervalMs = 1_100;
/** Discord takes 2,000 characters of plain content. */
const shownChars = 1_900;

serveBot(async ({ discord, ollamaUrl }) => {
  const gateway = createGateway({
    discord: { token: discord.botToken, apiUrl: discord.apiUrl, guildId: undefined },
    commands: [createPlainAsk(ollamaUrl)],
    buttons: { press: async () => {} },
    clock: createDiscordClock(),
    log: createLogger({ level: 'warn', destination: process.stderr }),
    onFatal: (error) => {
      throw error;
    },
  });
  await gateway.open();
  return gateway;
});

function createPlainAsk(ollamaUrl: string): Command {
  const { data, isPrivate } = createAskCommand({
    submitAsk: async () => ({ type: 'accepted' }),
    listModels: async () => [],
  });
  return {
    data,
    isPrivate,
    run: async (invocation) => {
      await reply(invocation, ollamaUrl);
      return { type: 'accepted' };
    },
  };
}

async function reply({ interaction }: Invocation, ollamaUrl: string): Promise<void> {
  let text = '';
  let hasEnded = false;
  const ending = stream(ollamaUrl, interaction.options.getString('prompt', true), (token) => {
    text += token;
  }).finally(() => {
    hasEnded = true;
  });
  for (let shown = ''; !hasEnded || shown !== text;) {
    if (shown !== text) {
      shown = text;
      await interaction.editReply(shown.slice(-shownChars));
    }
    await Promise.race([sleep(editIntervalMs), ending]);
  }
}

interface Chunk {
  message: { content: string; thinking?: string };
}

async function stream(
  ollamaUrl: string,
  content: string,
  onToken: (token: string) => void,
): Promise<void> {
  const body = { model: 'deepseek-r1:8b', messages: [{ role: 'user', content }], think: true };
  const response = await fetch(`${ollamaUrl}/api/chat`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  const { body: lines } = response;
  if (!lines) throw new Error(`the model server answered ${response.status}`);
  for await (const line of createInterface(Readable.fromWeb(lines))) {
    const { message } = JSON.parse(line) as Chunk;
    onToken(message.thinking ?? message.content);
  }
}
