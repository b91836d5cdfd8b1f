// Tells the bot what happened: turns changes into gateway events, for sessions that asked for them.
import { ChannelType, GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import type { Change, Changes } from '../changes.ts';
import type { Clock } from '../clock.ts';
import type { Interaction } from '../interactions/interaction.ts';
import type { MessagePayloads } from '../messages/message-payload.ts';
import {
  channelPayload,
  guildFields,
  guildPayload,
  rolePayload,
  userPayload,
} from '../payloads.ts';
import type { Channel, Guild } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import type { Gateway } from './gateway.ts';
import { hasIntent } from './intents.ts';
import { createMessageFeed } from './message-feed.ts';

export interface FeedOptions {
  clock: Clock;
  changes: Changes;
  gateway: Gateway;
  world: World;
  payloads: MessagePayloads;
  interactionPayload(interaction: Interaction): object;
}

/** Returns the function that ends the feed. */
export function startFeed(options: FeedOptions): () => void {
  const { gateway } = options;
  const messages = createMessageFeed(options);
  const { sendOfGuild, sendChannel, sendGuildDeletion } = createGuildFeed(gateway);

  return options.changes.subscribe((change: Change) => {
    switch (change.type) {
      case 'message-create':
        return messages.sendCreation(change.message);
      case 'message-edit':
      case 'message-thread':
        return messages.sendUpdate(change.message);
      case 'message-delete':
        return messages.sendDeletion(change.message);
      case 'message-delete-bulk':
        return messages.sendDeletions(change);
      case 'thread-create':
        return sendChannel(GatewayDispatchEvents.ThreadCreate, change.channel, {
          newly_created: true,
        });
      case 'guild-create':
        return sendOfGuild(change.guild, GatewayDispatchEvents.GuildCreate, () =>
          guildPayload(change.guild, options),
        );
      case 'guild-update':
        return sendOfGuild(change.guild, GatewayDispatchEvents.GuildUpdate, () =>
          guildFields(change.guild),
        );
      case 'role-create':
        return sendOfGuild(change.guild, GatewayDispatchEvents.GuildRoleCreate, () => ({
          guild_id: change.guild.id,
          role: rolePayload(change.role, change.guild),
        }));
      case 'channel-create':
        return sendChannel(GatewayDispatchEvents.ChannelCreate, change.channel);
      case 'channel-update':
        return sendChannel(channelEvents(change.channel).update, change.channel);
      case 'channel-delete':
        return sendChannel(channelEvents(change.channel).delete, change.channel);
      case 'guild-delete':
        return sendGuildDeletion(change.guild);
      case 'interaction-create':
        return gateway.dispatch({
          event: GatewayDispatchEvents.InteractionCreate,
          guildId: change.interaction.channel.guild?.id,
          isWanted: () => true,
          data: () => options.interactionPayload(change.interaction),
        });
      case 'interaction-settle':
      case 'typing-start':
      case 'request-end':
      case 'gateway-change':
      case 'clock-advance':
        return;
      default:
        change satisfies never;
    }
  });
}

/** What sessions are told that asked for servers. */
function createGuildFeed(gateway: Gateway) {
  const isWanted = (intents: number) => hasIntent(intents, GatewayIntentBits.Guilds);
  const sendOfGuild = (guild: Guild | undefined, event: string, data: () => object) => {
    if (guild?.hasBot) gateway.dispatch({ event, guildId: guild.id, isWanted, data });
  };
  return {
    sendOfGuild,
    sendChannel: (event: string, channel: Channel, extra: object = {}) =>
      sendOfGuild(channel.guild, event, () => ({ ...channelPayload(channel), ...extra })),
    /** The bot may not be a member any more when this is told. */
    sendGuildDeletion: ({ id, isAvailable }: Guild) =>
      gateway.dispatch({
        event: GatewayDispatchEvents.GuildDelete,
        guildId: id,
        isWanted,
        data: () => ({ id, ...(!isAvailable && { unavailable: true }) }),
      }),
  };
}

/** READY's fields and the servers that follow it. */
export function welcome({ world, clock }: { world: World; clock: Clock }) {
  const guilds = [...world.guilds.values()].filter(({ hasBot }) => hasBot);
  return {
    ready: {
      user: userPayload(world.application.bot),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      application: { id: world.application.id, flags: 0 },
    },
    guilds: guilds
      .filter(({ isAvailable }) => isAvailable)
      .map((guild) => guildPayload(guild, { world, clock })),
  };
}

function channelEvents({ type }: Channel): { update: string; delete: string } {
  const { ThreadUpdate, ThreadDelete, ChannelUpdate, ChannelDelete } = GatewayDispatchEvents;
  const isThread = type === ChannelType.PublicThread || type === ChannelType.PrivateThread;
  return isThread
    ? { update: ThreadUpdate, delete: ThreadDelete }
    : { update: ChannelUpdate, delete: ChannelDelete };
}
