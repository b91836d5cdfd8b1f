// Who sees an answer to an interaction.
import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import type { User } from '../world/entities.ts';
import { has, permissionsIn } from '../world/permissions.ts';
import { isUserInstallOnly } from './interaction.ts';
import type { Interaction } from './interaction.ts';

/**
 * The one person for an ephemeral answer, `undefined` for everyone. Without USE_EXTERNAL_APPS what a user-installed
 * application says in a server is for the person alone (facts, section 2).
 */
export function audienceOf(interaction: Interaction, flags: number): User | undefined {
  const { channel, user } = interaction;
  const isForced =
    channel.guild !== undefined &&
    isUserInstallOnly(interaction) &&
    !has(permissionsIn(channel, user), PermissionFlagsBits.UseExternalApps);
  return isForced || (flags & MessageFlags.Ephemeral) !== 0 ? user : undefined;
}
