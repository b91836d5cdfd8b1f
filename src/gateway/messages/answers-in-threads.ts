// Opens a thread from the answer of every /ask, where the server has chosen it.
import type { Logger } from '../../log.ts';
import type { ServerSettings } from '../../settings/server-settings.ts';
import type { Origin } from '../origin.ts';
import type { OpenThread } from './open-thread.ts';

/** Once the question is taken. Never rejects, and the answer does not wait for it. */
export type ThreadFor = (
  origin: Pick<Origin, 'place' | 'homeGuildId' | 'locale'>,
  question: string,
) => Promise<void>;

export interface AnswersInThreadsOptions {
  openThread: OpenThread;
  settingsOf: (
    guildId: string | null,
  ) => Promise<Pick<ServerSettings, 'answersInThreads' | 'language'>>;
  log: Logger;
}

export function createThreadFor({
  openThread,
  settingsOf,
  log,
}: AnswersInThreadsOptions): ThreadFor {
  return async ({ place, homeGuildId, locale }, question) => {
    const { channelId, messageId, canOpenThread = false } = place;
    if (!canOpenThread || messageId === undefined) return;
    try {
      const { answersInThreads, language } = await settingsOf(homeGuildId);
      if (!answersInThreads) return;
      await openThread({ channelId, messageId, question, locale: language ?? locale });
    } catch (error) {
      log.warn({ err: error, messageId }, 'thread-settings-unknown');
    }
  };
}
