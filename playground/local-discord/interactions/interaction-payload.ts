// How an interaction looks on the wire (facts, section 7: what discord.js cannot do without).
import type { LocalMessage } from '../messages/message.ts';
import { channelInInteraction, memberPayload, userPayload } from '../payloads.ts';
import { permissionsIn } from '../world/permissions.ts';
import type { World } from '../world/world.ts';
import { isUserInstallOnly } from './interaction.ts';
import type { Interaction } from './interaction.ts';

const attachmentSizeLimit = 10 * 1024 * 1024;

export interface InteractionPayloadOptions {
  world: World;
  messagePayload(message: LocalMessage): object;
}

export function interactionPayload(
  interaction: Interaction,
  { world, messagePayload }: InteractionPayloadOptions,
): object {
  const { channel, user, source } = interaction;
  return {
    id: interaction.id,
    application_id: world.application.id,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    context: interaction.context,
    authorizing_integration_owners: interaction.integrationOwners,
    entitlements: [],
    attachment_size_limit: attachmentSizeLimit,
    channel_id: channel.id,
    channel: channelInInteraction(channel, user),
    locale: user.locale,
    data: interaction.data,
    app_permissions: String(appPermissions(interaction, world)),
    ...personFields(interaction),
    ...(source && { message: messagePayload(source) }),
  };
}

/** Where the bot is not, its replies have what the person may do there. */
function appPermissions(interaction: Interaction, world: World): bigint {
  const { channel, user } = interaction;
  return isUserInstallOnly(interaction)
    ? permissionsIn(channel, user)
    : world.botPermissions(channel);
}

function personFields({ channel, user }: Interaction): object {
  const { guild } = channel;
  const member = guild?.members.get(user.id);
  if (!guild || !member) return { user: userPayload(user) };
  const permissions = String(permissionsIn(channel, user));
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.preferredLocale, features: [] },
    guild_locale: guild.preferredLocale,
    member: { user: userPayload(user), ...memberPayload(member), permissions },
  };
}
