// What the model is told that people are called. Pure.

export interface Person {
  id: string;
  name: string;
}

const maxNameChars = 32;
/** Of marks, tags and labels, and what would look like them; letters that nobody sees; `#` is ours. */
const unfit =
  /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800[\]{}()<>|:#`"*_~\\/【】〔〕⟦⟧]/gu;
const nameless = 'someone';

/** A name without what could be read as anything but a name. */
export function cleanName(name: string): string {
  const plain = name.normalize('NFKC').replaceAll(unfit, ' ').replaceAll(/\s+/gu, ' ').trim();
  return [...plain].slice(0, maxNameChars).join('').trim() || nameless;
}

/**
 * One name for each person, by id, and no name for two: of those who are called the same, all but the first are
 * numbered. Whoever changed their name goes by the newest.
 */
export function speakerNames(people: readonly Person[]): ReadonlyMap<string, string> {
  const newest = new Map(people.map(({ id, name }) => [id, cleanName(name)]));
  const counts = new Map<string, number>();
  const names = new Map<string, string>();
  for (const [id, name] of newest) {
    const key = name.toLowerCase();
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    names.set(id, count === 1 ? name : `${name} #${count}`);
  }
  return names;
}
