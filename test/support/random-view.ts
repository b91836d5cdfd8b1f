// Random replies as they grow: hostile Markdown, formulas in every state of being drawn, every choice a server has.
import fc from 'fast-check';
import type { FormulaLook, LookUpFormula } from '../../src/rendering/formula-picture.ts';
import type { ReplyView } from '../../src/rendering/reply.ts';
import type { GenerationFigures, LogEntry } from '../../src/token-log/entries.ts';
import { hostileText } from './hostile-text.ts';
import { markWords } from './reasoning-mark.ts';
import { viewOf } from './reply-view.ts';

const figures: GenerationFigures = {
  tokens: 100,
  reasoningTokens: 50,
  promptTokens: 9,
  generationMs: 10_000,
};

const blocks = [
  String.raw`\[ E = mc^2 \]`,
  String.raw`\[ \int_0^1 x^2 \, dx = \frac{1}{3} \]`,
  '$$\na^2 + b^2 = c^2\n$$',
  String.raw`\[ ${String.raw`\alpha + `.repeat(80)} 1 \]`,
  String.raw`\[ \text{${'面积'.repeat(200)}} \]`,
  '---',
  '***',
  '| a | b |\n| --- | --- |\n| 1 | 2 |',
  '**answer.md**\n\n```md\n# Title\n```',
  `\`\`\`python\n${'print("x")\n'.repeat(120)}\`\`\``,
  `\`\`\`\n${'汉字'.repeat(900)}\n\`\`\``,
  '#### Deep',
  'A sentence of a paragraph, as they come. '.repeat(12),
].map((block) => `\n\n${block}\n\n`);

function hostileMarkdown(maxPieces: number): fc.Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom(...blocks), hostileText(8));
  return fc.array(piece, { maxLength: maxPieces, size: 'max' }).map((pieces) => pieces.join(''));
}

const looks = fc.constantFrom<'picture' | 'pending' | 'refused'>('picture', 'pending', 'refused');

/** Always says the same of the same formula. */
const lookUps: fc.Arbitrary<LookUpFormula> = fc
  .func(looks)
  .map((look) => (tex: string): FormulaLook => {
    const found = look(tex);
    if (found !== 'picture') return found;
    return { fileName: `formula-${Buffer.from(tex).toString('hex').slice(0, 16)}.png`, png };
  });

const png = new Uint8Array([137, 80, 78, 71]);

type Choices = Pick<ReplyView, 'isPrivate' | 'hasWorker'> &
  Partial<
    Pick<
      ReplyView,
      | 'lookUpFormula'
      | 'maxPages'
      | 'maxPagesAgain'
      | 'canAttach'
      | 'canOpenThread'
      | 'isAfterPrevious'
      | 'reasoningDisplay'
      | 'notice'
    >
  >;

const choices: fc.Arbitrary<Choices> = fc.record(
  {
    isPrivate: fc.boolean(),
    hasWorker: fc.boolean(),
    lookUpFormula: lookUps,
    rest: fc.record(
      {
        cause: fc.constantFrom<NonNullable<ReplyView['rest']>['cause']>('pause', 'quiet-hours'),
        until: fc.integer({ min: 0, max: 4e12 }),
        reason: hostileText(60),
      },
      { requiredKeys: ['cause'] },
    ),
    maxPages: fc.constantFrom(1, 2, Number.POSITIVE_INFINITY),
    maxPagesAgain: fc.constantFrom(0, 1, Number.POSITIVE_INFINITY),
    canAttach: fc.boolean(),
    canOpenThread: fc.boolean(),
    isAfterPrevious: fc.boolean(),
    reasoningDisplay: fc.constantFrom<NonNullable<ReplyView['reasoningDisplay']>>(
      'spoiler',
      'button',
      'never',
    ),
    notice: fc.constantFrom<NonNullable<ReplyView['notice']>>(
      'keep-following',
      'direct-message-follows',
      'answer-by-direct-message',
    ),
  },
  { requiredKeys: ['isPrivate', 'hasWorker'] },
);

const ends = ['none', 'done', 'stopped', 'failed'] as const;

const texts = fc.record({
  locale: fc.constantFrom('en-US', 'ru'),
  question: hostileText(20),
  name: hostileText(20),
  reasoning: hostileMarkdown(60).map(markWords),
  answer: hostileMarkdown(120),
  seconds: fc.integer({ min: 0, max: 5_000 }),
  end: fc.constantFrom(...ends),
});

interface Story {
  locale: string;
  question: string;
  name: string;
  reasoning: string;
  answer: string;
  seconds: number;
  end: (typeof ends)[number];
}

function entriesOf({ name, reasoning, answer, end }: Story): LogEntry[] {
  const endings: Record<Story['end'], LogEntry[]> = {
    none: [],
    done: [{ type: 'ask-done', figures, shortfall: 'no-answer' }],
    stopped: [{ type: 'ask-stopped', by: name }],
    failed: [{ type: 'ask-failed', code: 'MODEL_MISSING', detail: name }],
  };
  return [
    { type: 'attempt-start', model: name },
    { type: 'reasoning-delta', text: reasoning, tokens: 12_345 },
    ...(answer === '' ? [] : [{ type: 'answer-delta' as const, text: answer, tokens: 12_345 }]),
    ...endings[end],
  ];
}

function tell(story: Story, chosen: Choices): ReplyView {
  const { question, locale } = story;
  const timed = entriesOf(story).map((entry, index) => [index * story.seconds, entry] as const);
  return viewOf(timed, { ...chosen, question, locale, nowSeconds: 4 * story.seconds });
}

export const randomView: fc.Arbitrary<ReplyView> = fc
  .tuple(texts, choices)
  .map(([story, chosen]) => tell(story, chosen));

/** One reply at several moments, in order; what the reply may show changes between them as well. */
export const randomGrowth: fc.Arbitrary<ReplyView[]> = fc
  .tuple(
    texts,
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), choices), {
      minLength: 1,
      maxLength: 12,
    }),
  )
  .map(([story, moments]) =>
    moments
      .toSorted(([one], [other]) => one - other)
      .map(([share, chosen], index) =>
        tell(index === moments.length - 1 ? story : partOf(story, share), chosen),
      ),
  );

/** As it stands when so much of all text has come. */
function partOf(story: Story, share: number): Story {
  const length = Math.floor((story.reasoning.length + story.answer.length) * share);
  return {
    ...story,
    reasoning: story.reasoning.slice(0, length),
    answer: story.answer.slice(0, Math.max(0, length - story.reasoning.length)),
    end: 'none',
  };
}
