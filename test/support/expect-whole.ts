// Whole answers in the end: nothing lost, nothing twice.
import { expect } from 'vitest';
import { wholeTexts, type AskPhase } from './asks-in-all-phases.ts';
import type { AskOnScreen } from './ask-on-screen.ts';
import { inRuns } from './model-words.ts';

/** Taken over after a kill (15 s), and answered. */
export const takeOverLimitMs = 16_000;

/** Every one of the asks comes to its end in time, with all of its text. */
export async function expectWhole(asks: Partial<Record<AskPhase, AskOnScreen>>): Promise<void> {
  for (const phase of phasesOf(asks)) {
    const shown = await asks[phase]?.ends({ timeoutMs: takeOverLimitMs });
    expect(shown?.status).toMatch(/in all$/);
    const { reasoning = '', answer = '' } = shown ?? {};
    expect({ reasoning: inRuns(reasoning), answer: inRuns(answer) }).toEqual(wholeTexts[phase]);
  }
}

function phasesOf(asks: Partial<Record<AskPhase, AskOnScreen>>): AskPhase[] {
  const phases: AskPhase[] = ['ending', 'thinking', 'answering', 'loading', 'waiting'];
  return phases.filter((phase) => asks[phase] !== undefined);
}
