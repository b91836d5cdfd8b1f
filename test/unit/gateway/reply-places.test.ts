import type { EventEmitter } from 'node:events';
import { Client, Events, GatewayDispatchEvents } from 'discord.js';
import { expect, it, onTestFinished } from 'vitest';
import type { AskPlace } from '../../../src/asks/ask.ts';
import { createReplyPlaces } from '../../../src/gateway/reply-places.ts';
import { askWith } from '../../support/ask.ts';
import { silentLog } from '../../support/token-log.ts';

const guildId = '7';

/** What becomes of an ask in that server. */
function openPlaces(given: Partial<AskPlace> = {}) {
  const place: AskPlace = { ...askWith().place, guildId, ...given };
  const client = new Client({ intents: [] });
  onTestFinished(() => client.destroy());
  const lost: boolean[] = [];
  const endLostAsks = (isLost: (place: AskPlace) => boolean): Promise<number> => {
    lost.push(isLost(place));
    return Promise.resolve(0);
  };
  createReplyPlaces({ endLostAsks, log: silentLog }).watch(client);
  const emit = (emitter: EventEmitter, event: string, payload: object): void => {
    emitter.emit(event, payload);
  };
  return {
    lost,
    sendAway: (id: string) => emit(client, Events.GuildDelete, { id }),
    beginSession: (...ids: string[]) =>
      emit(client.ws, GatewayDispatchEvents.Ready, { guilds: ids.map((id) => ({ id })) }),
  };
}

it('ends what was asked in a server that sent the bot away, then or while no bot ran', () => {
  const { lost, sendAway, beginSession } = openPlaces();
  sendAway(guildId);
  beginSession('8');
  expect(lost).toEqual([true, true]);
});

it('ends nothing in another server', () => {
  const { lost, sendAway, beginSession } = openPlaces();
  sendAway('8');
  beginSession(guildId);
  expect(lost).toEqual([false, false]);
});

it('leaves what was asked where the bot was only brought along', () => {
  const { lost, sendAway, beginSession } = openPlaces({ canUseChannel: false });
  sendAway(guildId);
  beginSession('8');
  expect(lost).toEqual([false, false]);
});
