// Writers of cells for tests of tables.
import type { CellWriters } from '../../../../src/rendering/tables/table.ts';

/** Just enough for examples: knows bold and code. */
export const simpleWriters: CellWriters = {
  plain: (source) => source.replaceAll(/\*\*|`/g, ''),
  markdown: (source) => source,
};

/** Shows any source as it is, also in Markdown. */
export const literalWriters: CellWriters = {
  plain: (source) => source,
  markdown: (source) => source.replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`),
};
