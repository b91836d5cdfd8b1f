// What becomes of a question, or of an answer, that somebody deletes or edits on Discord.
import type { Asks } from '../../asks/asks.ts';
import type { Standpoint } from '../../asks/limits.ts';
import type { RefuseBySettings } from '../../asks/refuse-by-settings.ts';
import type { TurnStore } from '../../conversations/turn-store.ts';
import { questionWith } from '../../conversations/turn-text.ts';
import { isAnswered, type Turn } from '../../conversations/turn.ts';
import type { Logger } from '../../log.ts';

export interface MessageChangesOptions {
  /** All of this waits for Redis: nobody waits for it. */
  turns: Pick<TurnStore, 'turnOf' | 'get' | 'editPart' | 'removePart' | 'remove'>;
  asks: Pick<Asks, 'end'>;
  /** Nothing of it is kept; while the ask is open, that is left to its delivery. */
  forgetQuestion: (askId: string) => Promise<void>;
  refuseBySettings: RefuseBySettings;
  /** The message is one of those that the ask's reply is made of now. */
  isPageOf: (askId: string, messageId: string) => Promise<boolean>;
  log: Logger;
}

/** By whom and where, as far as limits look at it. */
export interface EditedMessage extends Omit<Standpoint, 'question'> {
  id: string;
  text: string;
  guildId: string | null;
}

/** Neither rejects. */
export interface MessageChanges {
  deleted(messageId: string): Promise<void>;
  /** Words that could not have been asked are not taken over. */
  edited(message: EditedMessage): Promise<void>;
}

export function createMessageChanges({
  turns,
  asks,
  forgetQuestion,
  refuseBySettings,
  isPageOf,
  log,
}: MessageChangesOptions): MessageChanges {
  /** Nothing of the question is left: whoever deleted it wants no answer. */
  async function drop(turn: Turn): Promise<void> {
    const { id, askId, asker } = turn;
    const deleted = { type: 'ask-stopped', by: asker.name, cause: 'deleted' } as const;
    if (!isAnswered(turn)) await asks.end(askId, deleted);
    await turns.remove(id);
    await forgetQuestion(askId);
    log.info({ turnId: id }, 'turn-removed');
  }

  async function dropPart(turn: Turn, partId: string): Promise<void> {
    if ((await turns.removePart(turn.id, partId)) === 0) await drop(turn);
  }

  async function take(messageId: string): Promise<void> {
    const turnId = await turns.turnOf(messageId);
    const turn = turnId === undefined ? undefined : await turns.get(turnId);
    if (!turn || turn.isRemoved) return;
    if (turn.parts.some(({ id }) => id === messageId)) {
      await dropPart(turn, messageId);
      return;
    }
    // While it is being answered, that is the delivery's business. A page that the bot took away itself is none now.
    if (isAnswered(turn) && (await isPageOf(turn.askId, messageId))) await drop(turn);
  }

  async function edit({ id, text, guildId, ...writer }: EditedMessage): Promise<void> {
    const turnId = await turns.turnOf(id);
    const turn = turnId === undefined ? undefined : await turns.get(turnId);
    if (!turn) return;
    const question = questionWith(turn, { id, text });
    const refusal = await refuseBySettings(guildId, { ...writer, question });
    if (refusal) log.info({ messageId: id, code: refusal.code }, 'edit-not-taken');
    else await turns.editPart(turn.id, { id, text });
  }

  const logged = (work: Promise<void>, messageId: string): Promise<void> =>
    work.catch((error: unknown) => log.warn({ err: error, messageId }, 'message-change-lost'));

  return {
    deleted: (messageId) => logged(take(messageId), messageId),
    edited: (message) => logged(edit(message), message.id),
  };
}
