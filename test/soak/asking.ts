// The people of a soak: they ask what the plan says, where it says so, and press, write and delete what it says.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, LocalDiscord, Person } from '../../playground/local-discord/index.ts';
import { openThread } from '../support/open-thread.ts';
import { createFollowUps } from './follow-ups.ts';
import { askers, type PlaceName, type PlannedAsk } from './plan.ts';
import { ifPossible, pressOn } from './presses.ts';
import { questionOf } from './script.ts';
import { createSoakAsk, type SoakAsk } from './soak-ask.ts';

export interface Asking {
  readonly asks: readonly SoakAsk[];
  /** Resolves when everything was asked and done. */
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
  const channels = openChannels(discord);
  const followUps = createFollowUps({ discord, add: (ask) => void asks.push(ask) });

  // Outside only Ann has brought the bot along.
  const askerOf = ({ place, asker }: PlannedAsk): Person =>
    (place === 'outside' ? undefined : people[asker]) ?? ann;

  function ask(planned: PlannedAsk, person: Person): SoakAsk {
    const { number, kind, place, model, isPrivate } = planned;
    const channel = place === 'direct' ? discord.directChannel(person) : channels[place];
    const question = questionOf(number, kind);
    const typed = { prompt: question, model, private: isPrivate };
    const source = person.command('ask', typed, { channel });
    const asked = createSoakAsk({ number, kind, place, isPrivate, source, question });
    asks.push(asked);
    return asked;
  }

  async function stop(asked: SoakAsk, { atMs, person, stopAtMs }: Planned): Promise<void> {
    if (stopAtMs === undefined) return;
    await sleep(stopAtMs - atMs);
    const press = ifPossible(() => pressOn(asked, { discord, person, button: 'Stop' }));
    if (press) asked.stops.push(press);
  }

  async function follow(asked: SoakAsk, { atMs, person, followUp }: Planned): Promise<void> {
    if (!followUp) return;
    await sleep(followUp.atMs - atMs);
    const isOpen = asked.place !== 'direct' && asked.place !== 'outside';
    const by = isOpen ? (people[followUp.by] ?? person) : person;
    await followUps.carryOut(asked, { ...followUp, person, by });
  }

  async function live(planned: PlannedAsk): Promise<void> {
    const person = askerOf(planned);
    const asked = ask(planned, person);
    await Promise.all([stop(asked, { ...planned, person }), follow(asked, { ...planned, person })]);
  }

  return {
    asks,
    carryOut: async (plan) => {
      const startedAt = performance.now();
      const asking: Promise<void>[] = [];
      for (const planned of plan) {
        await sleep(Math.max(0, planned.atMs - (performance.now() - startedAt)));
        asking.push(live(planned));
      }
      await Promise.all(asking);
    },
  };
}

type Planned = PlannedAsk & { person: Person };

function openChannels(discord: LocalDiscord): Record<Exclude<PlaceName, 'direct'>, Channel> {
  return {
    general: discord.channel,
    'room-1': discord.addChannel({ name: 'room-1' }),
    'room-2': discord.addChannel({ name: 'room-2' }),
    'room-3': discord.addChannel({ name: 'room-3' }),
    'thread-1': openThread(discord),
    'thread-2': openThread(discord),
    outside: discord.outsideChannel,
  };
}
