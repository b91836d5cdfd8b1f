// Numbers and times as a person would say them, in the reader's locale.
import type { Messages, Quantity } from '../locales/messages.ts';

/** Clocks that are the only thing that moves go on in such steps, so that no edit is spent on a clock alone. */
const calmStepMs = 5_000;

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, maximumFractionDigits = 0): Intl.NumberFormat {
  const key = `${locale} ${maximumFractionDigits}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const format = createNumberFormat(locale, { maximumFractionDigits });
  formats.set(key, format);
  return format;
}

function createNumberFormat(locale: string, form: Intl.NumberFormatOptions): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(locale, form);
  } catch {
    // Not a BCP 47 tag.
    return new Intl.NumberFormat('en', form);
  }
}

/** A whole number, grouped as the locale does: 1,120. */
export function formatCount(value: number, locale: string): Quantity {
  const whole = Math.round(value);
  return { value: whole, text: numberFormat(locale).format(whole) };
}

/** Of bytes, in 10⁹ as Ollama counts them: 5.2. */
export function formatGigabytes(bytes: number, locale: string): string {
  return numberFormat(locale, 1).format(bytes / 1e9);
}

/** 38 s · 2 min 5 s · 12 min · 1 h 35 min. Never negative: clocks of two machines may differ. */
export function formatDuration(durationMs: number, { units }: Messages): string {
  const total = Math.max(0, Math.floor(durationMs / 1_000));
  const seconds = total % 60;
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3_600);
  const hasSeconds = total < 60 || (total < 600 && seconds > 0);
  return [
    hours > 0 ? units.hours(hours) : '',
    minutes > 0 ? units.minutes(minutes) : '',
    hasSeconds ? units.seconds(seconds) : '',
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
