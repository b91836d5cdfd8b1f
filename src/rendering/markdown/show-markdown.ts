// A whole text in Discord's Markdown, for where there are no pages: the reasoning.
import { startOfText } from './line.ts';
import { showBlocks } from './show-blocks.ts';

/**
 * Harmless and whole in itself: whatever it opens it closes. Formulas are Unicode or code, headings bold. There is no
 * bound of its room: whoever has little measures the result.
 */
export function showMarkdown(source: string): string {
  const { parts } = showBlocks({
    source,
    start: 0,
    state: startOfText,
    openMarks: [],
    fileNames: [],
    ending: 'complete',
    style: 'note',
  });
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
}
