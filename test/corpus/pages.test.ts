import { describe, expect, it } from 'vitest';
import type { Page } from '../../src/rendering/pages/page.ts';
import { pageRooms, partsRoom } from '../../src/rendering/page-room.ts';
import { createPageSplitter } from '../../src/rendering/pages/page-splitter.ts';
import { isCorpusMissing, readTranscripts } from '../support/corpus.ts';

/** By text, files or components, whichever is fullest. */
function fullness({ parts }: Page, room: typeof pageRooms.first): number {
  const files = parts.filter(({ type }) => type === 'formula' || type === 'file').length;
  return Math.max(partsRoom(parts) / room.text, files / room.files, parts.length / room.components);
}

describe.skipIf(isCorpusMissing)('the pages of every recorded answer', () => {
  const records = isCorpusMissing ? [] : readTranscripts();

  it('are not short, but for the last', () => {
    let count = 0;
    for (const { id, answer } of records) {
      const pages = createPageSplitter(pageRooms).split(answer ?? '', { isComplete: true });
      for (const [index, page] of pages.slice(0, -1).entries()) {
        const room = index === 0 ? pageRooms.first : pageRooms.later;
        expect(fullness(page, room), `${id}, page ${index}`).toBeGreaterThan(1 / 3);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(50);
  });
});
