import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ComponentType } from 'discord-api-types/v10';
import {
  createReasoningBox,
  type ReasoningBoxInput,
} from '../../../src/rendering/reasoning-box.ts';
import { roomOf } from '../../../src/rendering/room.ts';
import { expectAcceptable, sealedTextsOf } from '../../support/frame-rules.ts';
import { hostileText } from '../../support/hostile-text.ts';

function boxOf(reasoning: string, given: Partial<ReasoningBoxInput> = {}) {
  const input: ReasoningBoxInput = {
    reasoning,
    stage: 'thinking',
    title: undefined,
    room: 800,
    isSealed: true,
    canAttach: true,
    ...given,
  };
  const frame = createReasoningBox()(input);
  return { texts: frame ? sealedTextsOf(frame) : [], files: frame?.files ?? [], frame };
}

const sentences = (count: number) =>
  Array.from({ length: count }, (_, index) => `Sentence number ${index}.`).join(' ');

describe('the box while the model thinks', () => {
  it('is left out until there is something to show', () => {
    expect(boxOf(' \n').frame).toBe(undefined);
  });

  it('is sealed', () => {
    expect(boxOf('Hmm.').frame?.components).toEqual([
      {
        type: ComponentType.Container,
        spoiler: true,
        accent_color: 0x4e5058,
        components: [{ type: ComponentType.TextDisplay, content: 'Hmm.' }],
      },
    ]);
  });

  it('shows the end of what does not fit, from a sentence on', () => {
    const { texts, files } = boxOf(sentences(100));
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/^… Sentence number \d+\. .* Sentence number 99\.$/);
    expect(texts[0]?.length).toBeGreaterThan(500);
    expect(texts[0]?.length).toBeLessThanOrEqual(600);
    expect(files).toEqual([]);
  });

  it('prefers to begin with a line', () => {
    const lines = Array.from({ length: 40 }, () => sentences(2)).join('\n');
    expect(boxOf(lines).texts[0]).toMatch(/^…\nSentence number 0\./);
  });

  it('begins with a whole character where there is neither line nor sentence', () => {
    const family = '👩‍👩‍👧‍👦';
    expect(boxOf(family.repeat(200)).texts[0]?.slice('… '.length)).toBe(family.repeat(59));
  });
});

describe('the box beside the answer', () => {
  const title = 'Thought for 38 s';

  it('shrinks to the last lines, under how long it took', () => {
    const { texts } = boxOf(sentences(30), { stage: 'answering', title });
    expect(texts[0]).toBe('-# Thought for 38 s');
    expect(texts[1]).toMatch(/^… Sentence number \d+\./);
    expect(texts[1]?.length).toBeLessThanOrEqual(300);
  });

  it('brings the whole as a sealed file as soon as there is no room for it', () => {
    const reasoning = sentences(50);
    expect(boxOf(reasoning, { stage: 'answering', room: 1_200 }).files).toEqual([]);
    const { frame, files } = boxOf(reasoning, { stage: 'answering', room: 950 });
    expect(files).toEqual([{ name: 'SPOILER_reasoning.md', content: reasoning }]);
    const [box] = frame?.components ?? [];
    const inside = box?.type === ComponentType.Container ? box.components : [];
    expect(inside.at(-1)).toEqual({
      type: ComponentType.File,
      file: { url: 'attachment://SPOILER_reasoning.md' },
      spoiler: true,
    });
  });

  it('shows all of it in the end, where there is room', () => {
    const reasoning = sentences(50);
    expect(boxOf(reasoning, { stage: 'settled', title, room: 1_200 })).toMatchObject({
      texts: ['-# Thought for 38 s', reasoning],
      files: [],
    });
  });

  it('shows its end and the whole as a file where there is none', () => {
    const { texts, files } = boxOf(sentences(100), { stage: 'settled', title });
    expect(texts[1]).toMatch(/^… Sentence.*99\.$/);
    expect(files[0]?.content).toBe(sentences(100));
  });
});

describe('the box where the bot may attach nothing', () => {
  it.each(['answering', 'settled'] as const)('shows its end and no more: %s', (stage) => {
    const { texts, files } = boxOf(sentences(100), { stage, canAttach: false });
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/^… Sentence.*99\.$/);
    expect(files).toEqual([]);
  });
});

describe('the text in the box', () => {
  it('seals nothing within: a spoiler mark is shown as it is', () => {
    expect(boxOf('Is `a || b` or a || b || c right?').texts).toEqual([
      String.raw`Is ${'`a || b`'} or a \|\| b \|\| c right?`,
    ]);
  });

  it('closes a code block that is still open', () => {
    expect(boxOf('So:\n```js\nx || y').texts).toEqual(['So:\n```js\nx || y\n```']);
  });

  it('opens the code block again that the beginning is cut off from', () => {
    const code = 'call();\n'.repeat(200);
    expect(boxOf(`\`\`\`js\n${code}\`\`\``).texts[0]).toMatch(/^…\n```js\ncall\(\);\n[^`]*```$/);
    expect(boxOf(`\`\`\`js\n${code}`).texts[0]).toMatch(/^…\n```js\ncall\(\);\n[^`]*```$/);
  });

  it('is acceptable and has room, whatever the reasoning', () => {
    const stages = fc.constantFrom('thinking', 'answering', 'settled');
    fc.assert(
      fc.property(
        hostileText(80),
        stages,
        fc.integer({ min: 300, max: 900 }),
        (text, stage, room) => {
          const { frame, texts } = boxOf(text, { stage, room, title: 'Thought for 38 s' });
          if (frame !== undefined) expectAcceptable(frame);
          expect(roomOf(texts.join(''))).toBeLessThanOrEqual(room);
          for (const shown of texts) expect((shown.match(/`{3,}/g) ?? []).length % 2).toBe(0);
        },
      ),
    );
  });
});
