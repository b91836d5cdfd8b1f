import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createDiscordClock } from '../../../src/gateway/discord-clock.ts';

const noon = Date.UTC(2026, 10, 23, 12);

/** A host whose clock is `aheadMs` ahead of Discord's, and Discord's own time to move. */
function openClock(aheadMs: number) {
  const present = { at: noon };
  const clock = createDiscordClock({ now: () => present.at + aheadMs });
  return {
    clock,
    present,
    /** A response comes `wayMs` after Discord wrote its header of whole seconds. */
    hear: (wayMs = 0) => {
      const header = new Date(Math.floor(present.at / 1_000) * 1_000).toUTCString();
      present.at += wayMs;
      clock.observe(header);
    },
    errorMs: () => clock.now() - present.at,
  };
}

describe("Discord's clock", () => {
  it("is the host's until Discord was heard", () => {
    expect(openClock(7_000).errorMs()).toBe(7_000);
  });

  it.each([-3_600_000, -4_000, 4_000, 3_600_000])(
    'is known to half a second after one response, on a host that is %i ms ahead',
    (aheadMs) => {
      const { present, hear, errorMs } = openClock(aheadMs);
      present.at += 700;
      hear();
      expect(Math.abs(errorMs())).toBeLessThanOrEqual(500);
    },
  );

  it.each([-3_600_000, 3_600_000])('does not follow the host by %i ms', (movedMs) => {
    const clock = createDiscordClock();
    const before = clock.now();
    const { now } = Date;
    const moved = vi.spyOn(Date, 'now').mockImplementation(() => now() + movedMs);
    onTestFinished(() => moved.mockRestore());
    expect(clock.now() - before).toBeLessThan(60_000);
    expect(clock.now()).toBeGreaterThanOrEqual(before);
  });

  it('is known ever better as responses come', () => {
    const { present, hear, errorMs } = openClock(90_000);
    for (let at = 0; at < 30; at += 1) {
      present.at += 1_037;
      hear(40);
    }
    expect(Math.abs(errorMs())).toBeLessThan(80);
  });

  it('is learned anew when a clock was moved', () => {
    const { present, hear, errorMs } = openClock(0);
    hear();
    present.at += 60_000;
    const moved = createDiscordClock({ now: () => present.at });
    moved.observe(new Date(present.at).toUTCString());
    moved.observe(new Date(present.at + 30_000).toUTCString());
    expect(moved.now() - present.at).toBe(30_500);
    expect(Math.abs(errorMs())).toBeLessThanOrEqual(500);
  });

  it('is not disturbed by a header that is no date', () => {
    const { clock, hear, errorMs } = openClock(4_000);
    hear();
    clock.observe('soon');
    expect(Math.abs(errorMs())).toBeLessThanOrEqual(500);
  });
});
