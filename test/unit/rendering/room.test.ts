import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastRoomStart, roomOf, takeRoom } from '../../../src/rendering/room.ts';
import { hostileText } from '../../support/hostile-text.ts';

const family = '👩‍👩‍👧‍👦';

describe('the room of a text', () => {
  it.each([
    ['Latin', 'the sky, “blue” – naïve…', 24],
    ['Cyrillic', 'небо', 4],
  ])('is its code points: %s', (_script, text, room) => {
    expect(roomOf(text)).toBe(room);
  });

  it.each([
    ['Chinese', '天空蓝色。', 6],
    ['Japanese', 'そらはあお', 6],
    ['emoji', '😀😀😀😀😀', 8],
    ['joined emoji', family, 10],
  ])('is its bytes / 2.5 where those are many: %s', (_script, text, room) => {
    expect(roomOf(text)).toBe(room);
  });

  it('is never less than its code points or its bytes ask for', () => {
    fc.assert(
      fc.property(hostileText(20), (text) => {
        const bytes = Buffer.byteLength(text);
        expect(roomOf(text)).toBe(Math.max(Array.from(text).length, bytes / 2.5));
      }),
    );
  });

  it('is no more for texts together than for each by itself', () => {
    fc.assert(
      fc.property(hostileText(20), hostileText(20), (one, other) => {
        expect(roomOf(one + other)).toBeLessThanOrEqual(roomOf(one) + roomOf(other) + 1e-9);
      }),
    );
  });
});

describe('as much of a text as there is room for', () => {
  it('is all of it, if it fits', () => {
    expect(takeRoom('天空蓝色。', 6)).toBe('天空蓝色。');
    expect(lastRoomStart('天空蓝色。', 6)).toBe(0);
  });

  it('ends, or begins, with a whole character', () => {
    expect(takeRoom(family.repeat(3), 29)).toBe(family.repeat(2));
    expect(lastRoomStart(family.repeat(3), 29)).toBe(family.length);
  });

  it('has room, whatever the text', () => {
    const text = hostileText(20);
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 300 }), (given, maxRoom) => {
        expect(roomOf(takeRoom(given, maxRoom))).toBeLessThanOrEqual(maxRoom);
        expect(roomOf(given.slice(lastRoomStart(given, maxRoom)))).toBeLessThanOrEqual(maxRoom);
      }),
    );
  });
});
