import { beforeAll, describe, expect, it } from 'vitest';
import type { Frame } from '../../src/rendering/frame.ts';
import { createReplyRenderer, renderReply } from '../../src/rendering/reply.ts';
import { isCorpusMissing, readTranscripts } from '../support/corpus.ts';
import { expectAcceptable, openContentOf, sealedTextsOf } from '../support/frame-rules.ts';
import { markWords, reasoningMark } from '../support/reasoning-mark.ts';
import { growthOf, mixedLook, outputOf } from '../support/recorded-reply.ts';
import { reduce } from '../support/reduced-text.ts';
import { bodiesOf, readBody } from '../support/shown-answer.ts';

/** The reply's frames as they came, those of one moment together. */
interface Growth {
  id: string;
  moments: Frame[][];
}

const given = { lookUpFormula: mixedLook };

const isMarked = (text: string) => text.includes(reasoningMark);

/** What can be read of the answer on the last of the messages. A TeX command may still be in the middle of its name. */
function readLast(frames: readonly Frame[]): string {
  return reduce(readBody(bodiesOf(frames).at(-1) ?? []).replace(/\\[A-Za-z]*\s*$/, ''));
}

/** All characters of `part` stand in `whole`, in their order: while it grows a table may come to need more words. */
function isWithin(part: string, whole: string): boolean {
  let found = 0;
  for (let at = 0; at < whole.length; at += 1) if (whole[at] === part[found]) found += 1;
  return found === part.length;
}

describe.skipIf(isCorpusMissing)('the reply, on every recorded output as it grows', () => {
  const records = isCorpusMissing ? [] : readTranscripts();
  const growths: Growth[] = [];

  beforeAll(() => {
    for (const record of records) {
      const renderer = createReplyRenderer();
      const views = growthOf(outputOf(record, markWords), given);
      growths.push({ id: record.id, moments: Array.from(views, (view) => renderer.render(view)) });
    }
  });

  it('is made of frames that Discord accepts', () => {
    for (const { moments } of growths) {
      for (const frame of new Set(moments.flat())) expectAcceptable(frame);
    }
  });

  it('shows no reasoning outside the sealed box', () => {
    let sealed = 0;
    for (const { id, moments } of growths) {
      for (const frame of new Set(moments.flat())) {
        expect(openContentOf(frame).filter(isMarked), id).toEqual([]);
        sealed += sealedTextsOf(frame).filter(isMarked).length;
      }
    }
    expect(sealed).toBeGreaterThan(records.length);
  });

  it('never changes a message once the next one has begun', () => {
    for (const { id, moments } of growths) {
      const last = moments.at(-1) ?? [];
      for (const frames of moments) {
        expect(frames.slice(0, -1), id).toEqual(last.slice(0, frames.length - 1));
      }
    }
  });

  it('moves nothing that is shown to another message', () => {
    for (const { id, moments } of growths) {
      const whole = bodiesOf(moments.at(-1) ?? []).map((body) => reduce(readBody(body)));
      for (const frames of moments) {
        const page = readLast(frames);
        const isThere = isWithin(page, whole[frames.length - 1] ?? '');
        expect(isThere, `${id}: ${page.slice(-80)}`).toBe(true);
      }
    }
  });

  it('looks the same to who has seen nothing of it before', () => {
    for (const record of records) {
      const renderer = createReplyRenderer();
      const views = [...growthOf(outputOf(record), given)];
      for (const view of views.filter((_, index) => index % 10 === 9)) {
        expect(renderer.render(view), record.id).toEqual(renderReply(view));
      }
    }
  });
});
