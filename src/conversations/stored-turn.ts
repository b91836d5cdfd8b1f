// Between a turn and the fields of its two hashes: what a model is told, and whose it is. A part is two fields, so that
// its text can be changed alone.
import type { NewTurn } from './turn-store.ts';
import type { Subject, TextFile, ToldSubject, ToldTurn, Turn, TurnPart } from './turn.ts';

export type TurnFields = Readonly<Record<string, string>>;

/** Names of the fields that scripts look at. `text:` and `files:` are followed by the id of a part. */
export const textField = (partId: string): string => `${textPrefix}${partId}`;
export const filesField = (partId: string): string => `files:${partId}`;
const textPrefix = 'text:';

/**
 * What a script adds: `speaker`, `previousId`, `closesAt`, `begunAt` (epoch ms of the Redis clock), later `answer`,
 * `isAnsweredAgain`, `closed`; where it reads no more, `unread`.
 */
export function toFields(turn: NewTurn): Record<string, string> {
  const { id, asker, part, subject, persona, pictures = [], gatherMs = 0 } = turn;
  return {
    asker: asker.name,
    askId: id,
    pictures: String(pictures.length),
    gatherMs: String(gatherMs),
    ...partFields(part),
    ...(subject && { subject: JSON.stringify(toldOf(subject)) }),
    ...(persona !== undefined && { persona }),
  };
}

function toldOf({ author: { name }, ...subject }: Subject): ToldSubject {
  return { ...subject, author: { name } };
}

/** What a script adds: `salt`, of which speakers are made. */
export function toOwner(
  { asker, subject }: NewTurn,
  channelId: string | undefined,
): Record<string, string> {
  return {
    asker: asker.id,
    ...(subject && { author: subject.author.id }),
    ...(channelId !== undefined && { channelId }),
  };
}

export function partFields({ id, text, files = [] }: TurnPart): Record<string, string> {
  return {
    [textField(id)]: text,
    ...(files.length > 0 && { [filesField(id)]: JSON.stringify(files) }),
  };
}

/** Undefined when there is no such turn. */
export function fromFields(id: string, fields: TurnFields): ToldTurn | undefined {
  const { previousId, isRemoved, asker, speaker = '', subject, persona } = fields;
  const { askId = id, answer, isAnsweredAgain, pictures = '0', unread } = fields;
  const place = { id, askId, ...(previousId !== undefined && { previousId }) };
  if (isRemoved !== undefined) return { ...place, ...nobody, isRemoved: true };
  if (asker === undefined) return undefined;
  return {
    ...place,
    asker: { id: speaker, name: asker },
    parts: partsOf(fields),
    pictures: Number(pictures),
    ...(subject !== undefined && { subject: parseSubject(subject) }),
    ...(persona !== undefined && { persona }),
    ...(answer !== undefined && { answer }),
    ...(isAnsweredAgain !== undefined && { isAnsweredAgain: true }),
    ...(unread !== undefined && { unread: unread === 'answered' ? unread : 'unanswered' }),
  };
}

const nobody = { asker: { id: '', name: '' }, parts: [], pictures: 0 } as const;

/** Undefined when it is not known whose the turn is: then it is gone. */
export function ownedTurn(told: ToldTurn | undefined, owner: TurnFields): Turn | undefined {
  if (!told) return undefined;
  const { subject, asker, ...turn } = told;
  if (turn.isRemoved) return { ...turn, ...nobody };
  const { asker: askerId, author: authorId = '' } = owner;
  if (askerId === undefined) return undefined;
  return {
    ...turn,
    asker: { ...asker, id: askerId },
    ...(subject && { subject: { ...subject, author: { ...subject.author, id: authorId } } }),
  };
}

function partsOf(fields: TurnFields): TurnPart[] {
  const ids = Object.keys(fields)
    .filter((name) => name.startsWith(textPrefix))
    .map((name) => name.slice(textPrefix.length));
  return ids.toSorted(bySnowflake).map((id) => {
    const files = fields[filesField(id)];
    const text = fields[textField(id)] ?? '';
    return { id, text, ...(files !== undefined && { files: parseFiles(files) }) };
  });
}

/** Discord's ids grow with time, and are numbers that JavaScript's cannot hold. */
function bySnowflake(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : 1);
}

// Written by `toFields` and `partFields` alone.

function parseSubject(text: string): ToldSubject {
  return JSON.parse(text) as ToldSubject;
}

function parseFiles(text: string): TextFile[] {
  return JSON.parse(text) as TextFile[];
}
