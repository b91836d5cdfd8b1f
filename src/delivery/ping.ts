// One ping for an asker who waited long: edits notify nobody that the answer is there.
import type { Ask } from '../asks/ask.ts';
import { messagesFor } from '../locales/messages-for.ts';
import type { Logger } from '../log.ts';
import { textDisplay, type Frame } from '../rendering/frame.ts';
import type { Outcome } from '../token-log/transcript.ts';
import type { DiscordCalls } from './discord-calls.ts';
import type { ReplySource } from './reply-source.ts';
import type { Stage } from './stage.ts';

/** Until the first text, reasoning included: from then on the reply moves. Who waits for less is taken to be looking. */
const longWaitMs = 60_000;

export interface PingAskerOptions {
  ask: Ask;
  calls: Pick<DiscordCalls, 'send'>;
  source: Pick<ReplySource, 'outcome' | 'waitedMs'>;
  stage: Pick<Stage, 'takePing'>;
  log: Logger;
  signal: AbortSignal;
}

/** Once at most, and not tried again: the answer stands there with it or without. Rejects with the signal's reason. */
export async function pingAsker(options: PingAskerOptions): Promise<void> {
  const { ask, calls, source, stage, log, signal } = options;
  const text = ask.pingsAsker === true ? wordsFor(ask, source.outcome()) : undefined;
  if (text === undefined || source.waitedMs() < longWaitMs) return;
  const target = await stage.takePing();
  if (!target) return;
  const frame: Frame = { components: [textDisplay(text)], files: [] };
  const turn = { urgency: 'streaming', reserve: 1, kept: [], signal } as const;
  try {
    await calls.send(target, { ...turn, render: () => frame });
  } catch (error) {
    signal.throwIfAborted();
    log.debug({ err: error, askId: ask.id }, 'ping-failed');
  }
}

/** Whoever stopped an ask knows of its end. */
function wordsFor({ asker, locale }: Ask, outcome: Outcome | undefined): string | undefined {
  const { ping } = messagesFor(locale);
  switch (outcome?.type) {
    case 'done':
      return ping.answered({ asker: `<@${asker.id}>` });
    case 'failed':
      return ping.failed({ asker: `<@${asker.id}>` });
    default:
      return undefined;
  }
}
