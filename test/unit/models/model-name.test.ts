import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkModelName, isSameModel } from '../../../src/models/model-name.ts';

const problemOf = (name: string) => {
  const check = checkModelName(name);
  return check.type === 'refused' ? check.problem : undefined;
};

const nameOf = (name: string) => {
  const check = checkModelName(name);
  return check.type === 'valid' ? check.name : undefined;
};

describe('checkModelName', () => {
  it.each([
    ['deepseek-r1', 'deepseek-r1:latest'],
    ['  deepseek-r1:8b ', 'deepseek-r1:8b'],
    ['qwen2.5:7b-instruct-q4_K_M', 'qwen2.5:7b-instruct-q4_K_M'],
    ['huihui_ai/deepseek-r1:14b', 'huihui_ai/deepseek-r1:14b'],
    ['my-cloud', 'my-cloud:latest'],
    ['storm:thundercloud', 'storm:thundercloud'],
  ])('takes %j as %j', (typed, name) => {
    expect(nameOf(typed)).toBe(name);
  });

  it.each([
    'gpt-oss:120b-cloud',
    'GPT-OSS:20B-CLOUD',
    'kimi:cloud',
    'model:20b:cloud',
    ' a:cloud ',
  ])('refuses %j: the answer would come from the cloud', (typed) => {
    expect(problemOf(typed)).toBe('cloud');
  });

  it.each(['hf.co/bartowski/some-GGUF', 'registry:5000/model', 'http://10.0.0.1/x', 'localhost/x'])(
    'refuses %j: it names a host',
    (typed) => {
      expect(problemOf(typed)).toBe('registry');
    },
  );

  it.each(['..', 'a b', 'a:b:c', '/model', 'model:', '-x', 'a\u0000', 'x'.repeat(81)])(
    'refuses %j: it is no name',
    (typed) => {
      expect(problemOf(typed)).toBe('syntax');
    },
  );

  it('refuses an empty name', () => {
    expect(problemOf('  ')).toBe('empty');
  });

  it('takes what it has completed as it is', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const name = nameOf(typed) ?? 'any:name';
        expect(nameOf(name)).toBe(name);
      }),
    );
  });

  it('never lets a path or a cloud name through, whatever is typed', () => {
    const piece = fc.constantFrom(
      'a',
      '/',
      ':',
      '.',
      '..',
      'cloud',
      '-cloud',
      'hf.co',
      '8b',
      ' ',
      '@',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const name = nameOf(pieces.join('')) ?? 'none';
        expect(name).not.toMatch(/\.\.\/|^\/|[:-]cloud$|^[^/]*\.[^/]*\//iu);
      }),
    );
  });
});

it('compares names without regard to case, as Ollama does', () => {
  expect(isSameModel('DeepSeek-R1:8B', 'deepseek-r1:8b')).toBe(true);
});

it.each([
  ['hf.co/unsloth/DeepSeek-R1:Q4_K_M', 'hf.co/unsloth/DeepSeek-R1:Q4_K_M'],
  ['HF.co/unsloth/x', 'hf.co/unsloth/x:latest'],
  ['registry.lan:5000/r1:8b', 'registry.lan:5000/r1:8b'],
])('takes %s from a host that is allowed', (typed, name) => {
  const check = checkModelName(typed, { hosts: ['hf.co', 'registry.lan:5000'] });
  expect(check).toEqual({ type: 'valid', name });
});

it.each([
  ['hf.co.evil.org/unsloth/x', 'registry'],
  ['evil.org/hf.co/x', 'registry'],
  ['hf.co/a/b/c', 'syntax'],
  ['hf.co/../x', 'syntax'],
  ['hf.co/unsloth/x:cloud', 'cloud'],
])('refuses %s all the same', (typed, problem) => {
  expect(checkModelName(typed, { hosts: ['hf.co'] })).toEqual({ type: 'refused', problem });
});
