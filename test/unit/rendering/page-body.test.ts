import { ComponentType, SeparatorSpacingSize } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { FormulaLook } from '../../../src/rendering/formula-picture.ts';
import { renderPageBody } from '../../../src/rendering/page-body.ts';
import type { PagePart } from '../../../src/rendering/pages/page.ts';
import { picturesOf } from '../../support/frame-rules.ts';

const text = (words: string): PagePart => ({ type: 'text', text: words });
const formula = (tex: string): PagePart => ({ type: 'formula', tex, code: `\`${tex}\`` });
const file = (name: string, content = 'x'): PagePart => ({ type: 'file', name, content });
const rule: PagePart = { type: 'rule' };
const picture = (name: string): FormulaLook => ({ fileName: name, png: new Uint8Array([1]) });

function bodyOf(parts: PagePart[], looks: FormulaLook[] = [], canAttach = true) {
  return renderPageBody({ parts, looks, canAttach });
}

const display = (content: string) => ({ type: ComponentType.TextDisplay, content });
const divider = {
  type: ComponentType.Separator,
  divider: true,
  spacing: SeparatorSpacingSize.Small,
};

describe('a formula on a page', () => {
  it('is a picture in its place, described by its source', () => {
    const frame = bodyOf([text('So'), formula('x^2'), text('holds.')], [picture('f.png')]);
    const media = { url: 'attachment://f.png' };
    expect(frame).toEqual({
      components: [
        display('So'),
        { type: ComponentType.MediaGallery, items: [{ media, description: 'x^2' }] },
        display('holds.'),
      ],
      files: [{ name: 'f.png', content: new Uint8Array([1]) }],
    });
  });

  it.each(['pending', 'refused'] as const)(
    'is code among its text without a picture: %s',
    (look) => {
      const frame = bodyOf([text('So'), formula('x^2'), text('holds.')], [look]);
      expect(frame).toEqual({ components: [display('So\n`x^2`\nholds.')], files: [] });
    },
  );

  it('is one file however often it stands there', () => {
    const looks = [picture('f.png'), picture('f.png')];
    const frame = bodyOf([formula('x'), text('and'), formula('x')], looks);
    expect(picturesOf(frame).map(({ media }) => media.url)).toEqual([
      'attachment://f.png',
      'attachment://f.png',
    ]);
    expect(frame.files).toHaveLength(1);
  });

  it('has each its own picture', () => {
    const frame = bodyOf([formula('x'), formula('y')], ['refused', picture('y.png')]);
    expect(frame.components[0]).toEqual(display('`x`'));
    expect(picturesOf(frame)).toEqual([{ media: { url: 'attachment://y.png' }, description: 'y' }]);
  });

  it('is described by no more than Discord takes, in whole characters', () => {
    const [item] = picturesOf(bodyOf([formula('👩‍👩‍👧‍👦'.repeat(100))], [picture('f.png')]));
    expect(item?.description).toBe(`${'👩‍👩‍👧‍👦'.repeat(93)}…`);
  });
});

describe('a rule on a page', () => {
  it('parts two things', () => {
    expect(bodyOf([text('a'), rule, text('b')]).components).toEqual([
      display('a'),
      divider,
      display('b'),
    ]);
  });

  it('is left out where it parts nothing', () => {
    const parts = [rule, text('a'), rule, file('b.py'), rule];
    expect(bodyOf(parts, [], false).components).toEqual([display('a')]);
  });

  it('is one where what stood between two of them is left out', () => {
    const parts = [text('a'), rule, file('b.py'), rule, text('c')];
    expect(bodyOf(parts, [], false).components).toEqual([display('a'), divider, display('c')]);
  });
});

describe('a code block that goes over the border of a page', () => {
  it('is a file as well', () => {
    expect(bodyOf([text('```py\nf()\n```'), file('code.py', 'f()')])).toEqual({
      components: [
        display('```py\nf()\n```'),
        { type: ComponentType.File, file: { url: 'attachment://code.py' } },
      ],
      files: [{ name: 'code.py', content: 'f()' }],
    });
  });

  it('is no file where the bot may attach nothing', () => {
    const frame = bodyOf([text('a'), file('code.py'), text('b')], [], false);
    expect(frame).toEqual({ components: [display('a\nb')], files: [] });
  });

  it.each([
    ['main.py', 'main-2.py'],
    ['Makefile', 'Makefile-2'],
    ['a.tar.gz', 'a.tar-2.gz'],
  ])('has a name of its own where two are named alike: %s', (name, second) => {
    const names = bodyOf([file(name), text('and'), file(name)]).files.map((each) => each.name);
    expect(names).toEqual([name, second]);
  });

  it.each([
    ['answer.md', 'answer-2.md'],
    ['SPOILER_main.py', 'main.py'],
    ['SPOILER_', 'code.txt'],
    ['spoiler_SPOILER_reasoning.md', 'reasoning.md'],
  ])('has no name that means something else: %s', (name, given) => {
    expect(bodyOf([file(name)]).files.map((each) => each.name)).toEqual([given]);
  });
});
