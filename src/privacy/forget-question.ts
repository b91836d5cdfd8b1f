// A question that was deleted on Discord: what was asked and answered is deleted here, too.
import type { AskStore } from '../asks/ask-store.ts';
import type { Erase } from './erase.ts';

export interface ForgetQuestionOptions {
  askStore: Pick<AskStore, 'get' | 'isOpen'>;
  erase: Pick<Erase, 'words'>;
}

/**
 * `askId`: the last ask that answered it. Those that it replaced go as well. Does nothing while the ask is open: its end
 * is still to be shown, and its delivery forgets it after that. So whoever removes the turn or closes the ask calls this
 * next, and one of the two comes last. Waits for Redis.
 */
export type ForgetQuestion = (askId: string) => Promise<void>;

export function createForgetQuestion({ askStore, erase }: ForgetQuestionOptions): ForgetQuestion {
  return async (lastId) => {
    if (await askStore.isOpen(lastId)) return;
    const askIds: string[] = [];
    for (let next: string | undefined = lastId; next !== undefined;) {
      askIds.push(next);
      next = (await askStore.get(next))?.replaces;
    }
    await erase.words(askIds);
  };
}
