// What the people of a soak do with an answer: try it again, go on with it in a thread, reply to it, delete a question.
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Channel,
  LocalDiscord,
  LocalMessage,
  Person,
} from '../../playground/local-discord/index.ts';
import { isFinal } from '../support/screen.ts';
import type { PlannedFollowUp } from './plan.ts';
import { ifPossible, pressOn } from './presses.ts';
import { questionOf } from './script.ts';
import { createSoakAsk, messagesOf, type SoakAsk } from './soak-ask.ts';

export interface FollowUps {
  /** Resolves when it is done, or cannot be done. */
  carryOut(asked: SoakAsk, followUp: FollowUp): Promise<void>;
}

export type FollowUp = Pick<PlannedFollowUp, 'what' | 'kind' | 'deletedAfterMs'> & {
  /** The asker. */
  person: Person;
  by: Person;
};

export interface FollowUpsOptions {
  discord: LocalDiscord;
  /** A question that came of it. */
  add: (ask: SoakAsk) => void;
}

/** The bot has opened a thread by then, or something is broken. */
const threadLimitMs = 6_000;

export function createFollowUps({ discord, add }: FollowUpsOptions): FollowUps {
  const threads = new Map<string, Channel>();
  discord.onChange((change) => {
    if (change.type === 'thread-create') threads.set(change.channel.id, change.channel);
  });

  function tryAgain(asked: SoakAsk, { person }: FollowUp): void {
    const press = ifPossible(() => pressOn(asked, { discord, person, button: 'Try again' }));
    if (press) asked.tries.push(press);
  }

  async function openThread(asked: SoakAsk, person: Person): Promise<Channel | undefined> {
    const button = 'Continue in a thread';
    const press = ifPossible(() => pressOn(asked, { discord, person, button }));
    const first = press && messagesOf(asked, discord)[0];
    if (!first) return undefined;
    const found = discord.waitFor(() => threads.get(first.id), { timeoutMs: threadLimitMs });
    return found.catch(() => undefined);
  }

  async function write(
    asked: SoakAsk,
    { by, kind, deletedAfterMs }: FollowUp,
    { channel, repliesTo }: { channel: Channel; repliesTo?: LocalMessage },
  ): Promise<void> {
    const { place } = asked;
    const number = asked.number + 1;
    const question = questionOf(number, kind);
    const text = `<@${discord.applicationId}> ${question}`;
    const source = ifPossible(() => by.write(channel, text, repliesTo && { repliesTo }));
    if (!source) return;
    const written = createSoakAsk({ number, kind, place, isPrivate: false, source, question });
    add(written);
    if (deletedAfterMs === undefined) return;
    await sleep(deletedAfterMs);
    written.isDeleted = true;
    by.delete(source);
  }

  async function goOnInThread(asked: SoakAsk, followUp: FollowUp): Promise<void> {
    const channel = await openThread(asked, followUp.by);
    if (channel) await write(asked, followUp, { channel });
  }

  async function reply(asked: SoakAsk, followUp: FollowUp): Promise<void> {
    const answer = messagesOf(asked, discord).find(
      ({ isDeleted, current }) => !isDeleted && isFinal(current),
    );
    const isOpen = !asked.isPrivate && asked.place !== 'outside';
    if (answer && !answer.isEphemeral && isOpen)
      await write(asked, followUp, { channel: answer.channel, repliesTo: answer });
  }

  return {
    carryOut: async (asked, followUp) => {
      if (followUp.what === 'again') tryAgain(asked, followUp);
      else if (followUp.what === 'thread') await goOnInThread(asked, followUp);
      else await reply(asked, followUp);
    },
  };
}
