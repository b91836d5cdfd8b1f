// The people of a soak: they ask what the plan says, where it says so, and press Stop.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  NotPossible,
  type Channel,
  type Interaction,
  type LocalDiscord,
  type LocalMessage,
  type Person,
} from '../../playground/local-discord/index.ts';
import { openThread } from '../support/open-thread.ts';
import { askers, type PlaceName, type PlannedAsk } from './plan.ts';
import { numbersIn, questionOf } from './script.ts';

export interface SoakAsk extends PlannedAsk {
  interaction: Interaction;
  question: string;
  /** Of Stop. */
  press: Interaction | undefined;
}

export interface Asking {
  readonly asks: readonly SoakAsk[];
  /** Resolves when everything was asked and pressed. */
  carryOut(plan: readonly PlannedAsk[]): Promise<void>;
}

export async function createAsking(discord: LocalDiscord): Promise<Asking> {
  const asks: SoakAsk[] = [];
  const { ann } = discord.people;
  const people = [
    ann,
    ...Array.from({ length: askers - 1 }, (_, index) =>
      discord.addMember({ name: `Person ${index + 2}` }),
    ),
  ];
  const channels = await openChannels(discord);

  async function ask(planned: PlannedAsk): Promise<SoakAsk> {
    const { number, kind, place, model, isPrivate } = planned;
    // Outside only Ann has brought the bot along.
    const person = (place === 'outside' ? undefined : people[planned.asker]) ?? ann;
    const channel = place === 'direct' ? discord.directChannel(person) : channels[place];
    const question = questionOf(number, kind);
    const typed = { prompt: question, model, private: isPrivate };
    const interaction = person.command('ask', typed, { channel });
    const asked: SoakAsk = { ...planned, interaction, question, press: undefined };
    asks.push(asked);
    if (planned.stopAtMs !== undefined) {
      await sleep(planned.stopAtMs - planned.atMs);
      asked.press = pressStop(person, messagesOf(asked, discord));
    }
    return asked;
  }

  return {
    asks,
    carryOut: async (plan) => {
      const startedAt = performance.now();
      const asking: Promise<SoakAsk>[] = [];
      for (const planned of plan) {
        await sleep(Math.max(0, planned.atMs - (performance.now() - startedAt)));
        asking.push(ask(planned));
      }
      await Promise.all(asking);
    },
  };
}

async function openChannels(
  discord: LocalDiscord,
): Promise<Record<Exclude<PlaceName, 'direct'>, Channel>> {
  return {
    general: discord.channel,
    'room-1': discord.addChannel({ name: 'room-1' }),
    'room-2': discord.addChannel({ name: 'room-2' }),
    'room-3': discord.addChannel({ name: 'room-3' }),
    'thread-1': await openThread(discord),
    'thread-2': await openThread(discord),
    outside: discord.outsideChannel,
  };
}

/** What came by the command's token, and the pages that the bot posted itself: they hold words of the ask. */
export function messagesOf(
  { interaction, number }: SoakAsk,
  discord: LocalDiscord,
): LocalMessage[] {
  return discord
    .allMessages()
    .filter(
      ({ interactionId, text }) =>
        interactionId === interaction.id ||
        (interactionId === undefined && numbersIn(text).has(number)),
    );
}

/** Undefined when there is nothing to stop. */
function pressStop(person: Person, messages: readonly LocalMessage[]): Interaction | undefined {
  const holder = messages.findLast(({ buttons }) => buttons.some(({ label }) => label === 'Stop'));
  if (!holder) return undefined;
  try {
    return person.press(holder, 'Stop');
  } catch (error) {
    if (error instanceof NotPossible) return undefined;
    throw error;
  }
}
