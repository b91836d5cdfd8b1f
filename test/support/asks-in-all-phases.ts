// Five asks, one in each phase, so that one kill shows what it does to all of them.
import type { Script } from '../../playground/stand-in-ollama/script.ts';
import type { AskOnScreen } from './ask-on-screen.ts';
import { createGate } from './gate.ts';
import { shortScript, thoughts, words } from './model-words.ts';
import type { World } from './world.ts';

/** `ending`: the model is done, and the screen does not show it yet. */
export type AskPhase = 'waiting' | 'loading' | 'thinking' | 'answering' | 'ending';

export interface AsksInAllPhases {
  asks: Record<AskPhase, AskOnScreen>;
  /** The model goes on as fast as it can, loads end, and Discord takes every edit again. */
  release(): void;
}

/** What a worker needs for it: as many at once, beside the one that waits. */
export const workersAtOnce = 3;

const scripts: Record<AskPhase, Script> = {
  waiting: shortScript,
  loading: { answer: words(20) },
  thinking: { reasoning: thoughts(400), answer: words(20) },
  answering: { reasoning: thoughts(12), answer: words(400) },
  ending: shortScript,
};

const slowly = 20;

/** The world's model server must have `workersAtOnce` slots. */
export async function askInAllPhases(world: World): Promise<AsksInAllPhases> {
  const { ollama, discord, ask } = world;
  const load = createGate();
  ollama.setScript(({ messages }) => scripts[messages.at(-1)?.content as AskPhase]);
  ollama.fail({ type: 'slow-load', until: Promise.resolve() });
  ollama.fail({ type: 'slow-load', until: load.opened });

  const ending = await askAndHoldEnding(world);
  ollama.pace.tokensPerSecond = slowly;
  const thinking = await ask('thinking');
  await thinking.until(({ reasoning }) => reasoning.includes('λ3'));
  const answering = await ask('answering');
  await answering.until(({ answer }) => answer.includes('w3'));
  const loading = await ask('loading', { model: 'llama3.2:3b' });
  await loading.shows(/Loading/);
  const waiting = await ask('waiting');
  await waiting.shows(/Next in line/);

  return {
    asks: { waiting, loading, thinking, answering, ending },
    release: () => {
      discord.faults.clear();
      ollama.pace.tokensPerSecond = 0;
      load.open();
    },
  };
}

async function askAndHoldEnding({ ollama, discord, ask }: World): Promise<AskOnScreen> {
  const lastToken = createGate();
  ollama.fail({ type: 'hang', afterTokens: 31, until: lastToken.opened });
  const ending = await ask('ending');
  await ending.until(({ answer }) => answer.endsWith('w19'));
  const { interaction } = ending;
  discord.faults.inject({
    effect: { type: 'hang' },
    where: ({ path }) => path.includes(interaction.token) || path.includes(ending.reply().id),
  });
  lastToken.open();
  await ollama.waitFor(() => ollama.chats()[0]?.endedAt !== undefined);
  return ending;
}

/** What each of them shows in the end when nothing is lost and nothing comes twice. */
export const wholeTexts: Record<AskPhase, { reasoning: string; answer: string }> = {
  waiting: { reasoning: 'λ1 … λ12', answer: 'w1 … w20' },
  loading: { reasoning: '', answer: 'w1 … w20' },
  thinking: { reasoning: 'λ1 … λ400', answer: 'w1 … w20' },
  answering: { reasoning: 'λ1 … λ12', answer: 'w1 … w400' },
  ending: { reasoning: 'λ1 … λ12', answer: 'w1 … w20' },
};
