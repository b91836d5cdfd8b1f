import { describe, expect, it } from 'vitest';
import { shownIn } from '../../../support/page-parts.ts';

describe('a heading', () => {
  it('stays as it is where Discord has its depth', () => {
    expect(shownIn('# One\n## Two\n### Three')).toBe('# One\n## Two\n### Three');
  });

  it.each(['#### Deep', '##### Deep', '###### **Deep**', '#### **Deep** ####'])(
    'is a bold line where Discord has not: %s',
    (heading) => {
      expect(shownIn(heading)).toBe('**Deep**');
    },
  );

  it('needs no blank after several signs', () => {
    expect(shownIn('###标题\n正文')).toBe('### 标题\n正文');
  });

  it('is none without a blank after a single sign', () => {
    expect(shownIn('#include <b>')).toMatch(/^#include/);
  });

  it('may be underlined by equals signs', () => {
    expect(shownIn('Before\nTitle\n====\nText')).toBe('Before\n# Title\nText');
  });

  it('is plain text where a whole answer stands in it', () => {
    const words = 'word '.repeat(60).trim();
    expect(shownIn(`## ${words}`)).toBe(words);
    expect(shownIn(`#### ${words}`)).toBe(words);
  });

  it('stands with what it leads to, without a blank line', () => {
    expect(shownIn('Text\n\n## Title\n\nText')).toBe('Text\n## Title\nText');
  });
});

describe('a rule', () => {
  it.each(['---', '***', '_ _ _', '-----------'])('parts two things: %s', (rule) => {
    expect(shownIn(`One\n\n${rule}\n\nTwo`)).toBe('One\n[rule]\nTwo');
  });

  it('is no heading of the line above', () => {
    expect(shownIn('One\n---\nTwo')).toBe('One\n[rule]\nTwo');
  });

  it('stands neither first nor last nor twice', () => {
    expect(shownIn('---\nOne\n\n---\n\n---\nTwo\n\n---')).toBe('One\n[rule]\nTwo');
  });
});

describe('a list', () => {
  it('has one kind of bullet', () => {
    expect(shownIn('* one\n+ two\n• three\n- four')).toBe('- one\n- two\n- three\n- four');
  });

  it('keeps its numbers', () => {
    expect(shownIn('3) three\n4. four')).toBe('3. three\n4. four');
  });

  it('is nested by two blanks a level, however it was written', () => {
    expect(shownIn('1. one\n   - two\n       * three\n2. one')).toBe(
      '1. one\n  - two\n    - three\n2. one',
    );
  });

  it('has boxes for tasks', () => {
    expect(shownIn('- [ ] open\n- [x] done')).toBe('- ☐ open\n- ☑ done');
  });

  it('keeps the lines of an item together', () => {
    expect(shownIn('- one  \n  goes on\n\n  and on\n- two')).toBe(
      '- one\n  goes on\n  and on\n- two',
    );
  });

  it('is not broken by a blank line before what belongs to an item', () => {
    expect(shownIn('1. **one**\n   \n   Text\n\n   - deeper\n\n2. two\n\nAfter')).toBe(
      '1. **one**\n  Text\n  - deeper\n\n2. two\n\nAfter',
    );
    expect(shownIn('> 1. one\n>\n>    Text')).toBe('> 1. one\n>   Text');
  });

  it('stays whole where R1 indents every line by a blank', () => {
    expect(shownIn(' Text\n\n - one\n   goes on\n - two\n   - deeper\n\n After')).toBe(
      'Text\n\n- one\n  goes on\n- two\n  - deeper\n\nAfter',
    );
  });

  it('is none where a line of prose begins with a number', () => {
    expect(shownIn('It was in\n1999) that year')).toBe('It was in\n1999) that year');
  });

  it('is none where R1 wrote a mark of Discord', () => {
    expect(shownIn('-# small')).toBe(String.raw`\-# small`);
  });
});

describe('a quote', () => {
  it('shows the quotes in it as bars', () => {
    expect(shownIn('> one\n> > two\n\nafter')).toBe('> one\n> │ two\n\nafter');
  });

  it('goes on over its own blank lines', () => {
    expect(shownIn('> one\n>\n> two')).toBe('> one\n> \n> two');
  });

  it('holds lists', () => {
    expect(shownIn('> - one\n>   - two')).toBe('> - one\n>   - two');
  });

  it('lets its code out to the margin', () => {
    expect(shownIn('> ```js\n>   f()\n> ```\n> after')).toBe('```js\n  f()\n```\n> after');
  });
});

describe('a table', () => {
  it('is aligned in a block of code', () => {
    expect(shownIn('Text:\n| a | b |\n|---|---|\n| 1 | 2 |\n\nAfter')).toBe(
      'Text:\n```\na  b\n─  ─\n1  2\n```\nAfter',
    );
  });

  it('needs a row of dashes below its header', () => {
    expect(shownIn('| a | b |\n| c | d |')).toBe('| a | b |\n| c | d |');
  });

  it('needs no pipes at its sides', () => {
    expect(shownIn('a | b\n--|--\n1 | 2')).toBe('```\na  b\n─  ─\n1  2\n```');
  });

  it('stands at the margin when it is in a list', () => {
    expect(shownIn('- x\n  | a |\n  |---|\n  | 1 |')).toBe('- x\n```\na\n─\n1\n```');
  });
});

describe('a paragraph', () => {
  it('keeps its line breaks, without blanks before them', () => {
    expect(shownIn('one  \ntwo\nthree')).toBe('one\ntwo\nthree');
  });

  it('is parted from the next by one blank line', () => {
    expect(shownIn('one\n\n\n\n\ntwo')).toBe('one\n\ntwo');
  });

  it('gives a display formula a place of its own', () => {
    expect(shownIn('We have\n\\[\n- x\n\\]\nand so on')).toBe('We have\n[formula - x]\nand so on');
  });

  it('keeps a formula in an item', () => {
    expect(shownIn('1. So:\n   \\[ x^2 \\]\n2. Done')).toBe('1. So:\n[formula x^2]\n2. Done');
  });

  it('does not lose the number of an item that is a formula', () => {
    expect(shownIn('1. \\[ x \\]')).toBe('1.\n[formula x]');
  });

  it('shows a footnote as small text', () => {
    expect(shownIn('Word[^1].\n\n[^1]: Its source.')).toBe('Word¹.\n\n-# ¹: Its source.');
  });
});
