import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunked, hostileText } from '../../support/hostile-text.ts';
import { split, splitParts } from '../../support/split.ts';

const withoutSpace = (text: string) => text.replaceAll(/\s/g, '');

describe('reasoning that the model server gives apart', () => {
  it('is reasoning, and the content is the answer', () => {
    const chunks = [{ thinking: 'Hmm. ' }, { thinking: 'Yes.\n' }, { content: 'Blue.' }];
    expect(split({ chunks })).toEqual({
      reasoning: 'Hmm. Yes.',
      answer: 'Blue.',
      isPromoted: false,
    });
  });

  it('comes before the content of the same chunk', () => {
    expect(splitParts({ chunks: [{ thinking: 'a', content: 'b' }] })).toEqual([
      { type: 'reasoning-delta', text: 'a' },
      { type: 'answer-delta', text: 'b' },
    ]);
  });

  it('leaves tags in the content literal', () => {
    const content = '<think> opens and </think> closes.';
    expect(split({ chunks: [{ thinking: 'a' }, content] }).answer).toBe(content);
  });

  it('stays reasoning when it comes after the answer has begun', () => {
    const chunks = [{ thinking: 'a' }, { content: 'b' }, { thinking: 'c' }, { content: 'd' }];
    expect(split({ chunks })).toMatchObject({ reasoning: 'ac', answer: 'bd' });
  });

  it('is not begun by an empty text', () => {
    expect(split({ chunks: [{ thinking: '', content: '<think>a</think>b' }] })).toMatchObject({
      reasoning: 'a',
      answer: 'b',
    });
  });
});

describe('reasoning in tags', () => {
  it('ends at the first closing tag', () => {
    expect(split({ chunks: ['<think>\na\n</think>\n\nb\n</think>\nc'] })).toMatchObject({
      reasoning: 'a',
      answer: 'b\n</think>\nc',
    });
  });

  it('may have white space before its opening tag', () => {
    expect(split({ chunks: [' \n<think>a</think>b'] })).toMatchObject({
      reasoning: 'a',
      answer: 'b',
    });
  });

  it('is told apart for a model that is not known to reason, too', () => {
    const chunks = ['<think>a</think>b'];
    expect(split({ chunks, expectsReasoning: false })).toMatchObject({
      reasoning: 'a',
      answer: 'b',
    });
  });

  it('gives nothing when it is empty', () => {
    expect(splitParts({ chunks: ['<think>\n\n</think>\n\nb'] })).toEqual([
      { type: 'answer-delta', text: 'b' },
    ]);
  });

  it('keeps the white space inside', () => {
    expect(split({ chunks: ['<think>a\n\n', '  b\n</think>c\n\n  d'] })).toMatchObject({
      reasoning: 'a\n\n  b',
      answer: 'c\n\n  d',
    });
  });

  it('shows no part of a tag that is cut over chunks', () => {
    const parts = splitParts({ chunks: '<think>a</think>b'.split('') });
    expect(parts).toEqual([
      { type: 'reasoning-delta', text: 'a' },
      { type: 'answer-delta', text: 'b' },
    ]);
  });

  it('gives out what only looked like the beginning of a tag', () => {
    expect(split({ chunks: ['<think>a </thi', 's is </b'] }).reasoning).toBe('a </this is </b');
  });

  it('stays reasoning when it is never closed', () => {
    for (const ends of ['stop', 'length', 'cut'] as const) {
      expect(split({ chunks: ['<think>a </thin'], ends })).toEqual({
        reasoning: 'a </thin',
        answer: '',
        isPromoted: false,
      });
    }
  });
});

describe('text without an opening tag', () => {
  it('is reasoning of a reasoning model as soon as a closing tag comes', () => {
    expect(split({ chunks: ['Okay, a.\n</think>\n\nb'] })).toEqual({
      reasoning: 'Okay, a.',
      answer: 'b',
      isPromoted: false,
    });
  });

  it('is sealed as it comes, since it may be reasoning', () => {
    expect(splitParts({ chunks: ['Okay'], ends: 'cut' })).toEqual([
      { type: 'reasoning-delta', text: 'Okay' },
    ]);
  });

  it('was the answer when the model stops without a closing tag', () => {
    expect(splitParts({ chunks: ['Just this.\n'] })).toEqual([
      { type: 'reasoning-delta', text: 'Just this.' },
      { type: 'reasoning-delta', text: '\n' },
      { type: 'reasoning-promote' },
    ]);
  });

  it('stays sealed when the model was cut short before it could close the reasoning', () => {
    for (const ends of ['length', 'cut'] as const) {
      expect(split({ chunks: ['Okay, a'], ends })).toEqual({
        reasoning: 'Okay, a',
        answer: '',
        isPromoted: false,
      });
    }
  });

  it('is the answer at once of a model that does not reason, with all tags literal', () => {
    const text = 'In HTML, <think> and\n</think>\nare no elements.';
    expect(split({ chunks: [text], expectsReasoning: false })).toEqual({
      reasoning: '',
      answer: text,
      isPromoted: false,
    });
  });

  it('is given out when it is no more than the beginning of a tag', () => {
    expect(split({ chunks: ['<thi'], expectsReasoning: false }).answer).toBe('<thi');
    expect(split({ chunks: ['<thi'] })).toMatchObject({ reasoning: '<thi', isPromoted: true });
  });

  it('gives nothing when it is nothing but white space', () => {
    expect(splitParts({ chunks: [' \n', '\n'] })).toEqual([]);
    expect(splitParts({ chunks: [] })).toEqual([]);
  });
});

describe('a closing tag that the model only talks about', () => {
  it.each([
    ['between backticks', 'It ends with `</think>` and then'],
    ['between quotes', 'It ends with "</think>" and then'],
    ['between single quotes', "text.split('</think>') gives"],
    ['between typographic quotes', '标签“</think>”之后，以及「</think>」'],
    ['after a quote without a space before it', '使用"</think>"标签'],
    ['in a code span with its opening tag', 'The form `<think>…</think>` is'],
    ['in a string with more in it', 'text.split("</think>\\n\\n") gives'],
    ['in a template', 'return f"<think>{text}</think>" # so'],
    ['named with its opening tag', 'between <think> and </think> tags'],
    ['in the middle of a line of code', '```\nconst end = x</think>y;\n```'],
    ['on a line of an example in a fence', '```\n<think>\nso\n</think>\nanswer\n```\nRight.'],
  ])('does not close: %s', (_, text) => {
    expect(split({ chunks: [`<think>\n${text}\nSo.\n</think>\n\nb`] })).toMatchObject({
      reasoning: `${text}\nSo.`,
      answer: 'b',
    });
  });

  it.each([
    ['glued between a sentence and the answer', 'The sum is 5.', 'The sum'],
    ['after a quoted word, before another', 'They say "yes"', '"Yes"'],
    ['after a code span, before another', 'I use `ls -a`', '`ls -a` shows'],
    ['after a measure in inches', 'The pipe is 6"', 'The pipe'],
    ['after a closed fence', '```\nx = 1\n```', 'Set x'],
    ['on its own line in a fence that was never closed', '```\nx = 1\n', '\nSet x'],
    ['at the end of a line in a fence that was never closed', '```\nx = 1', '\nSet x'],
    ['after inline code in three backticks', 'Use ```x```.', 'Use'],
    ['in a line with a mention of the opening tag', 'No more <think> here.', 'Done'],
  ])('is not this one, which closes: %s', (_, reasoning, answer) => {
    expect(split({ chunks: [`<think>${reasoning}</think>${answer}`] })).toMatchObject({
      reasoning: reasoning.trim(),
      answer: answer.trim(),
    });
  });

  it('closes when it is the last thing of all', () => {
    expect(split({ chunks: ['<think>a</think>'] })).toMatchObject({ reasoning: 'a', answer: '' });
    expect(split({ chunks: ['<think>```\na</think> '] })).toMatchObject({
      reasoning: '```\na',
      answer: '',
    });
  });
});

describe('any output, cut into any chunks', () => {
  const run = fc.record({
    output: chunked(hostileText(30)),
    opens: fc.constantFrom('', '<think>', ' \n<think>\n'),
    expectsReasoning: fc.boolean(),
    ends: fc.constantFrom('stop', 'length', 'cut'),
  });

  it('is split as if it had come in one chunk', () => {
    fc.assert(
      fc.property(run, ({ output, opens, ...options }) => {
        const whole = split({ chunks: [opens + output.text], ...options });
        const letters = (opens + output.text).split('');
        expect(split({ chunks: [opens, ...output.chunks], ...options })).toEqual(whole);
        expect(split({ chunks: letters, ...options })).toEqual(whole);
      }),
      { numRuns: 400 },
    );
  });

  it('is given out whole, but for the tags and the white space around them', () => {
    fc.assert(
      fc.property(run, ({ output, opens, ...options }) => {
        const { reasoning, answer } = split({ chunks: [opens, ...output.chunks], ...options });
        const source = (opens + output.text).trimStart().replace(/^<think>/, '');
        const unclosed = withoutSpace(reasoning + answer);
        const closed = withoutSpace(`${reasoning}</think>${answer}`);
        expect([unclosed, closed]).toContain(withoutSpace(source));
      }),
      { numRuns: 400 },
    );
  });
});
