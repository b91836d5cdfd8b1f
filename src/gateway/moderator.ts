// Who may act for a server. Discord's own permissions of a command can be changed by its administrators, and do not
// reach buttons and menus: so this is asked at every use.
import { PermissionFlagsBits, type BaseInteraction } from 'discord.js';

/** What a member needs who moderates. */
const moderatorPermission = PermissionFlagsBits.ManageGuild;

/** By what Discord says with the interaction, so it holds for this moment. */
export function isModerator({ memberPermissions }: BaseInteraction): boolean {
  return memberPermissions?.has(moderatorPermission) ?? false;
}
