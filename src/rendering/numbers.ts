// Numbers and times as a person would say them, in the reader's locale.
import { languageOf, languages, type Language } from '../locales/languages.ts';
import type { Messages } from '../locales/messages.ts';

/** Clocks that are the only thing that moves go on in such steps, so that no edit is spent on a clock alone. */
const calmStepMs = 5_000;

const formats = new Map<Language, Intl.NumberFormat>(
  languages.map((language) => [
    language,
    new Intl.NumberFormat(language, { maximumFractionDigits: 0 }),
  ]),
);

/** A whole number that stands alone, written as in the sentences around it: 1,120. */
export function formatCount(value: number, locale: string): string {
  return formats.get(languageOf(locale))?.format(value) ?? String(value);
}

/** 41 tokens/s; `undefined` for less than one. */
export function formatRate(tokensPerSecond: number, { units }: Messages): string | undefined {
  const count = Math.round(tokensPerSecond);
  return count > 0 ? units.tokensPerSecond({ count }) : undefined;
}

/** Of memory, in 10⁹ bytes as Ollama counts them: 5.2 GB. */
export function formatGigabytes(bytes: number, { units }: Messages): string {
  return units.gigabytes({ count: bytes / 1e9 });
}

/** 38 s · 2 min 5 s · 12 min · 1 h 35 min. Never negative: clocks of two machines may differ. */
export function formatDuration(durationMs: number, { units }: Messages): string {
  const total = Math.max(0, Math.floor(durationMs / 1_000));
  const seconds = total % 60;
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3_600);
  const hasSeconds = total < 60 || (total < 600 && seconds > 0);
  return [
    hours > 0 ? units.hours({ count: hours }) : '',
    minutes > 0 ? units.minutes({ count: minutes }) : '',
    hasSeconds ? units.seconds({ count: seconds }) : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Rounded down to a whole number of five seconds. Never negative. */
export function inCalmSteps(durationMs: number): number {
  return Math.max(0, Math.floor(durationMs / calmStepMs) * calmStepMs);
}

/** The same in steps of five seconds; `undefined` before the first step. */
export function formatCalmly(durationMs: number, messages: Messages): string | undefined {
  const steppedMs = inCalmSteps(durationMs);
  return steppedMs > 0 ? formatDuration(steppedMs, messages) : undefined;
}
