// In which language people have their Discord. It comes with what they press and type as commands, and not with messages.
import { LRUCache } from 'lru-cache';

export interface KnownLocales {
  learn(userId: string, locale: string): void;
  /** BCP 47; English of somebody who is not known. */
  of(userId: string): string;
}

const unknown = 'en-US';
const maxPeople = 10_000;

export function createKnownLocales(): KnownLocales {
  const locales = new LRUCache<string, string>({ max: maxPeople });
  return {
    learn: (userId, locale) => void locales.set(userId, locale),
    of: (userId) => locales.get(userId) ?? unknown,
  };
}
