import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createQuietHours,
  readQuietSpans,
  writeQuietHours,
  type QuietSpan,
} from '../../../src/gpu/quiet-hours.ts';

const at = (text: string): number => Date.parse(text);

/** When the quiet time ends that it is at `now`, both in the zone's own time with its offset. */
function untilIn(zone: string, spans: string, now: string): number | undefined {
  return createQuietHours({ spans: readQuietSpans(spans) ?? [], zone }).untilWhen(at(now));
}

describe('quiet hours', () => {
  it('are read as times of the day, several by commas', () => {
    expect(readQuietSpans(' 23:00-07:00, 12:30 – 13:00,20:00-24:00')).toEqual([
      { fromMinute: 23 * 60, toMinute: 7 * 60 },
      { fromMinute: 12 * 60 + 30, toMinute: 13 * 60 },
      { fromMinute: 20 * 60, toMinute: 0 },
    ]);
  });

  it.each([
    '',
    'at night',
    '23-7',
    '24:01-07:00',
    '23:60-07:00',
    '07:00-07:00',
    '23:00-07:00,',
    '00:00-12:00,12:00-24:00',
  ])('are not read from %j', (text) => {
    expect(readQuietSpans(text)).toBeUndefined();
  });

  it('are written with their zone', () => {
    const spans = readQuietSpans('23:00-7:05,12:30-24:00') ?? [];
    expect(writeQuietHours({ spans, zone: 'Europe/Berlin' })).toBe(
      '23:00-07:05, 12:30-00:00 (Europe/Berlin)',
    );
    expect(writeQuietHours({ spans: [] })).toBeUndefined();
  });

  it('never are where none are set', () => {
    expect(createQuietHours({ spans: [] }).untilWhen(Date.now())).toBeUndefined();
  });

  it('begin with their first minute and end with their last, past midnight too', () => {
    const until = (now: string) => untilIn('UTC', '23:00-07:00', now);
    expect(until('2026-03-01T22:59:59.999Z')).toBeUndefined();
    expect(until('2026-03-01T23:00:00.000Z')).toBe(at('2026-03-02T07:00:00Z'));
    expect(until('2026-03-02T06:59:59.999Z')).toBe(at('2026-03-02T07:00:00Z'));
    expect(until('2026-03-02T07:00:00.000Z')).toBeUndefined();
  });

  it('end where the last of those ends that follow each other', () => {
    expect(untilIn('UTC', '22:00-23:30,23:00-01:00,01:00-02:00', '2026-03-01T22:10:00Z')).toBe(
      at('2026-03-02T02:00:00Z'),
    );
  });

  it('are told by the clock of their zone', () => {
    expect(untilIn('Asia/Kathmandu', '09:00-17:00', '2026-03-01T09:00:00+05:45')).toBe(
      at('2026-03-01T17:00:00+05:45'),
    );
    expect(untilIn('America/New_York', '09:00-17:00', '2026-03-01T08:59:00-05:00')).toBe(undefined);
  });

  // https://www.iana.org/time-zones: Europe/Berlin goes from 02:00 to 03:00 on 29 March 2026 and back on 25 October.
  it('are an hour shorter in the night in which the clock goes forward', () => {
    expect(untilIn('Europe/Berlin', '23:00-07:00', '2026-03-28T23:00:00+01:00')).toBe(
      at('2026-03-29T07:00:00+02:00'),
    );
  });

  it('are an hour longer in the night in which the clock goes back', () => {
    expect(untilIn('Europe/Berlin', '23:00-07:00', '2026-10-24T23:00:00+02:00')).toBe(
      at('2026-10-25T07:00:00+01:00'),
    );
  });

  it('end when the clock passes over their end', () => {
    expect(untilIn('Europe/Berlin', '23:00-02:30', '2026-03-28T23:00:00+01:00')).toBe(
      at('2026-03-29T03:00:00+02:00'),
    );
  });

  it('come twice where the clock shows them twice', () => {
    const until = (now: string) => untilIn('Europe/Berlin', '02:00-02:30', now);
    expect(until('2026-10-25T02:10:00+02:00')).toBe(at('2026-10-25T02:30:00+02:00'));
    expect(until('2026-10-25T02:45:00+02:00')).toBeUndefined();
    expect(until('2026-10-25T02:10:00+01:00')).toBe(at('2026-10-25T02:30:00+01:00'));
  });

  it('hold until the time that they tell, and not any more at it', () => {
    const spans = fc.array(span, { minLength: 1, maxLength: 3 }).filter(leavesSome);
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe');
    const now = fc.integer({ min: at('2026-01-01'), max: at('2027-01-01') });
    fc.assert(
      fc.property(spans, zone, now, fc.double({ min: 0, max: 1, noNaN: true }), (...row) => {
        const [given, inZone, from, share] = row;
        const quietHours = createQuietHours({ spans: given, zone: inZone });
        const until = quietHours.untilWhen(from);
        if (until === undefined) return;
        expect(until).toBeGreaterThan(from);
        expect(quietHours.untilWhen(until)).toBeUndefined();
        expect(quietHours.untilWhen(from + Math.floor((until - from - 1) * share))).toBe(until);
      }),
      { numRuns: 60 },
    );
  });
});

const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
const span: fc.Arbitrary<QuietSpan> = fc
  .record({ fromMinute: minute, toMinute: minute })
  .filter(({ fromMinute, toMinute }) => fromMinute !== toMinute);

function leavesSome(spans: readonly QuietSpan[]): boolean {
  const written = writeQuietHours({ spans, zone: 'UTC' })?.replace(' (UTC)', '') ?? '';
  return readQuietSpans(written) !== undefined;
}
