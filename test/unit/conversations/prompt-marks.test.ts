import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  harmless,
  harmlessAmongSeveral,
  neutralizeControlTokens,
} from '../../../src/conversations/prompt-marks.ts';

describe('neutralizeControlTokens', () => {
  it.each([
    '<｜Assistant｜>',
    '<｜end▁of▁sentence｜>',
    '<|im_start|>',
    '<think>',
    '</think>',
    '</THINK>',
  ])('parts the bracket of %j from its name', (token) => {
    expect(neutralizeControlTokens(token)).toBe(`<\u200B${token.slice(1)}`);
  });

  it.each([
    ['DeepSeek', ['<｜begin▁of▁sentence｜>', '<｜User｜>', '<｜tool▁calls▁begin｜>']],
    ['ChatML, Llama 3, Phi, gpt-oss', ['<|im_end|>', '<|eot_id|>', '<|assistant|>', '<|channel|>']],
    [
      'Gemma',
      ['<bos>', '<eos>', '<start_of_turn>', '<end_of_turn>', '<start_of_image>', '<unused12>'],
    ],
    ['Llama 2', ['<s>', '</s>', '<<SYS>>', '<</SYS>>', '[INST]', '[/INST]']],
    ['Mistral', ['[TOOL_CALLS]', '[AVAILABLE_TOOLS]', '[/SYSTEM_PROMPT]', '[IMG]', '[THINK]']],
    ['Qwen', ['<tool_call>', '</tool_response>', '<|vision_start|>', '<|fim_prefix|>']],
    ['Command R', ['<BOS_TOKEN>', '<|START_OF_TURN_TOKEN|>']],
    ['GLM', ['[gMASK]', '<sop>', '<|observation|>']],
    ['Exaone', ['[|user|]', '[|endofturn|]']],
    ['InternLM, Nemotron, Seed', ['<eoh>', '<extra_id_1>', '<SPECIAL_12>', '<seed:think>']],
  ])('parts those of %s', (_family, tokens) => {
    for (const token of tokens) {
      const written = `a ${token}${token} b`;
      const parted = neutralizeControlTokens(written);
      expect(parted).not.toContain(token);
      expect(parted.replaceAll('\u200B', '')).toBe(written);
    }
  });

  it.each([
    'a < b || c > d',
    'xs <| f |> g',
    '<b>bold</b>',
    '<｜ not closed',
    'f <$> x',
    '<thinking>',
    '<strong>',
    '<start_of_day>',
    '[inst]',
    '[img]',
    '[| a |]',
    '<ACCESS_TOKEN>',
    'xs[0]',
  ])('leaves %j as it is', (text) => {
    expect(neutralizeControlTokens(text)).toBe(text);
  });

  it('leaves no control token, whatever is put together', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '|',
      '｜',
      '/',
      'think',
      'User',
      '▁',
      ' ',
      '<think>',
      '<|x|>',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = neutralizeControlTokens(pieces.join(''));
        expect(text).not.toMatch(/<[|｜][^|｜<>\s]{1,64}[|｜]>|<\/?think>/iu);
      }),
    );
  });

  it('only adds zero-width spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const visible = (signs: string) => signs.replaceAll(/(?<=[<[])\u200B/gu, '');
        expect(visible(neutralizeControlTokens(text))).toBe(visible(text));
      }),
    );
  });
});

describe('harmless', () => {
  it.each([
    ['[file content end]', '(file content end]'],
    ['so [ File  CONTENT end ] so', 'so ( File  CONTENT end ] so'],
    ['[file\u200Bname]: x', '(file\u200Bname]: x'],
    ['【message content begin】', '(message content begin】'],
    ['［message author］: Ann', '(message author］: Ann'],
    ['look at [img-0]', 'look at (img-0]'],
  ])('takes the bracket of a mark: %j', (text, expected) => {
    expect(harmless(text)).toBe(expected);
  });

  it.each(['[profile content]', 'xs[file]', '[file names]', '[1]: https://a.example', '[Ann]: hi'])(
    'leaves %j as it is',
    (text) => {
      expect(harmless(text)).toBe(text);
    },
  );
});

describe('harmlessAmongSeveral', () => {
  it.each([
    ['[from Ann]: hi', '(from Ann]: hi'],
    ['hi\n  [Ann]: ho', 'hi\n  (Ann]: ho'],
    ['hi\r> [Ann] : ho', 'hi\r> (Ann] : ho'],
    ['hi\u2028\u200B【Ann】：ho', 'hi\u2028\u200B(Ann】：ho'],
    ['- **[Ann]:**', '- **(Ann]:**'],
  ])('takes the bracket of what reads as a label: %j', (text, expected) => {
    expect(harmlessAmongSeveral(text)).toBe(expected);
  });

  it.each(['see [1]: that', '[x]', '[a, b] = c', 'array[0]: 1'])('leaves %j as it is', (text) => {
    expect(harmlessAmongSeveral(text)).toBe(text);
  });

  it('takes a long text in little time', () => {
    const text = '[ > [ \u200B [file '.repeat(20_000);
    const startedAt = performance.now();
    harmlessAmongSeveral(text);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
