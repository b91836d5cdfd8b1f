// What becomes of the places that replies stand in, as the gateway tells it: a channel or a server that is gone takes
// its asks with it at once, without a request for each. One that an outage of Discord hides is waited for.
import {
  Events,
  GatewayDispatchEvents,
  type Client,
  type GatewayReadyDispatchData,
  type NonThreadGuildBasedChannel,
} from 'discord.js';
import type { AskPlace } from '../asks/ask.ts';
import type { EndLostAsks } from '../asks/end-lost-asks.ts';
import type { Logger } from '../log.ts';

export interface ReplyPlacesOptions {
  endLostAsks: EndLostAsks;
  log: Logger;
}

export interface ReplyPlaces {
  watch(client: Client): void;
  /** Discord itself does not reach the place now; what it says of it then is not to be believed. */
  isAway(place: Pick<AskPlace, 'guildId'>): boolean;
}

export function createReplyPlaces({ endLostAsks, log }: ReplyPlacesOptions): ReplyPlaces {
  let watched: Client | undefined;

  /** What was asked there as in a place of the bot's own. */
  const endIn = (isLost: (guildId: string) => boolean): void =>
    end((place) => isAmongMembers(place) && isLost(place.guildId));

  function end(isLost: (place: AskPlace) => boolean): void {
    endLostAsks(isLost).then(
      (asks) => {
        if (asks > 0) log.info({ asks }, 'asks-ended-with-their-place');
      },
      // The next session tells of it again.
      (error: unknown) => log.warn({ err: error }, 'lost-asks-not-ended'),
    );
  }

  return {
    watch: (client) => {
      watched = client;
      client.on(Events.GuildDelete, ({ id }) => endIn((guildId) => guildId === id));
      client.on(Events.ThreadDelete, ({ id }) => end(({ channelId }) => channelId === id));
      client.on(Events.ChannelDelete, (channel) => {
        if (channel.isDMBased()) return;
        const lost = withThreads(channel);
        end(({ channelId }) => lost.has(channelId));
      });
      // A fresh session: what happened since the last one is told by what is not there any more.
      client.ws.on(GatewayDispatchEvents.Ready, ({ guilds }: GatewayReadyDispatchData) => {
        const joined = new Set(guilds.map(({ id }) => id));
        endIn((guildId) => !joined.has(guildId));
      });
    },
    isAway: ({ guildId }) =>
      guildId !== null && watched?.guilds.cache.get(guildId)?.available === false,
  };
}

/** Discord says nothing of the threads that go with their channel. */
function withThreads(channel: NonThreadGuildBasedChannel): ReadonlySet<string> {
  const threads = 'threads' in channel ? channel.threads.cache.keys() : [];
  return new Set([channel.id, ...threads]);
}

/** Where the bot cannot use the channel it may not be a member of the server: the asker brought it along. */
function isAmongMembers(place: AskPlace): place is AskPlace & { guildId: string } {
  return place.guildId !== null && place.canUseChannel;
}
