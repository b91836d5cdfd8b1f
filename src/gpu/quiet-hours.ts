// The times of the day at which a host keeps the card. Pure: what a clock on the wall of the zone shows decides, so a
// night is an hour shorter or longer when that clock is changed.

/** From a minute of the day to another, which is not in it any more. May pass midnight. */
export interface QuietSpan {
  fromMinute: number;
  toMinute: number;
}

export interface QuietHoursOptions {
  /** They must leave some of the day. */
  spans: readonly QuietSpan[];
  /** An IANA name like `Europe/Berlin`; by default the machine's. */
  zone?: string | undefined;
}

export interface QuietHours {
  /** Epoch ms at which the quiet time ends that it is at `now` (epoch ms); undefined at any other time. */
  untilWhen(now: number): number | undefined;
}

const minuteMs = 60_000;
const minutesADay = 24 * 60;
/** Zones change their clocks at whole quarters of an hour only. */
const steadyMs = 15 * minuteMs;

const spanForm = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/;

/** Reads `23:00-07:00, 12:00-13:30`. Undefined when it is something else, or leaves nothing of the day. */
export function readQuietSpans(text: string): QuietSpan[] | undefined {
  const spans = text.split(',').map((part) => readSpan(part.trim()));
  const known = spans.filter((span) => span !== undefined);
  const isSome = known.length === spans.length && quietMinutes(known).includes(false);
  return isSome ? known : undefined;
}

function readSpan(text: string): QuietSpan | undefined {
  const [, ...parts] = spanForm.exec(text) ?? [];
  const [fromHour = 99, fromMinute = 99, toHour = 99, toMinute = 99] = parts.map(Number);
  const from = minuteOfDay(fromHour, fromMinute);
  const to = minuteOfDay(toHour, toMinute);
  if (from === undefined || to === undefined || from === to) return undefined;
  return { fromMinute: from, toMinute: to };
}

/** 24:00 is the midnight that ends the day. */
function minuteOfDay(hour: number, minute: number): number | undefined {
  const isTime = minute < 60 && hour * 60 + minute <= minutesADay;
  return isTime ? (hour * 60 + minute) % minutesADay : undefined;
}

/** As `readQuietSpans` reads them, with their zone: `23:00-07:00 (Europe/Berlin)`. Undefined when there are none. */
export function writeQuietHours({ spans, zone }: QuietHoursOptions): string | undefined {
  if (spans.length === 0) return undefined;
  const times = spans.map(
    ({ fromMinute, toMinute }) => `${writeMinute(fromMinute)}-${writeMinute(toMinute)}`,
  );
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
  return `${times.join(', ')} (${timeZone})`;
}

function writeMinute(minute: number): string {
  const parts = [Math.floor(minute / 60), minute % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

function quietMinutes(spans: readonly QuietSpan[]): boolean[] {
  return Array.from({ length: minutesADay }, (_, minute) =>
    spans.some(({ fromMinute, toMinute }) =>
      fromMinute < toMinute
        ? minute >= fromMinute && minute < toMinute
        : minute >= fromMinute || minute < toMinute,
    ),
  );
}

/** Whether there is such a zone. */
export function isTimeZone(zone: string): boolean {
  try {
    createWallClock(zone);
    return true;
  } catch {
    return false;
  }
}

export function createQuietHours({ spans, zone }: QuietHoursOptions): QuietHours {
  if (spans.length === 0) return { untilWhen: () => undefined };
  const isQuietMinute = quietMinutes(spans);
  const minuteAt = createWallClock(zone);
  const isQuietAt = (at: number): boolean => isQuietMinute[minuteAt(at)] ?? false;
  return {
    untilWhen: (now) => {
      if (!isQuietAt(now)) return undefined;
      let at = now - (now % minuteMs);
      while (isQuietAt(at)) at += minuteMs;
      return at;
    },
  };
}

/** The minute of the day that a clock in the zone shows. */
function createWallClock(zone: string | undefined): (at: number) => number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  });
  let steady = { from: Number.NaN, minute: 0 };
  return (at) => {
    const from = at - (at % steadyMs);
    if (from !== steady.from) {
      const [hours = 0, minutes = 0] = clock.format(from).split(':').map(Number);
      steady = { from, minute: hours * 60 + minutes };
    }
    return (steady.minute + Math.floor((at - from) / minuteMs)) % minutesADay;
  };
}
