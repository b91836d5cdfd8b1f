import { describe, expect, it } from 'vitest';
import { pageRooms } from '../../../src/rendering/page-room.ts';
import { maxQuoteRoom } from '../../../src/rendering/question.ts';
import { maxStatusRoom } from '../../../src/rendering/status.ts';

describe('the room of a page', () => {
  it('leaves page 1 the question, some of the reasoning, the status and the note about the rest', () => {
    const { text } = pageRooms.first;
    expect(text).toBeLessThanOrEqual(4_000 - maxQuoteRoom - 300 - maxStatusRoom - 100);
    expect(text).toBeGreaterThan(2_700);
  });

  it('leaves files for the rest of the answer and, on page 1, for the reasoning', () => {
    expect([pageRooms.first.files, pageRooms.later.files]).toEqual([8, 9]);
  });

  it.each(['first', 'later'] as const)(
    'has no more parts than their texts have bytes for: %s',
    (page) => {
      const beside = page === 'first' ? 5 : 2;
      const texts = Math.ceil(pageRooms[page].components / 2) + beside;
      expect(4_000 * 2.5 + 12 * texts).toBeLessThanOrEqual(10_170);
    },
  );

  it('holds as many formulas as files, each between two texts', () => {
    const { components, files } = pageRooms.first;
    expect(components).toBeGreaterThanOrEqual(2 * files + 1);
  });
});
