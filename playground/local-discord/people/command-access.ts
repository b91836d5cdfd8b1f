// Which commands Discord's client offers a person where (facts, section 2).
import {
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { ApplicationCommandType } from 'discord-api-types/v10';
import { allowsDirect, integrationTypes } from '../commands/command-store.ts';
import type { CommandStore, RegisteredCommand } from '../commands/command-store.ts';
import type { Channel, User } from '../world/entities.ts';
import { has, permissionsIn } from '../world/permissions.ts';
import type { World } from '../world/world.ts';
import { NotPossible } from './not-possible.ts';

export interface OfferedCommand {
  command: RegisteredCommand;
  integrationOwners: Record<string, string>;
}

export interface FindCommandOptions {
  commands: CommandStore;
  world: World;
  user: User;
  channel: Channel;
  name: string;
  type: ApplicationCommandType;
}

/** Throws NotPossible when the person is not offered the command there. */
export function findCommand(options: FindCommandOptions): OfferedCommand {
  const { commands, channel, user, name, type } = options;
  const isNamed = ({ form }: RegisteredCommand) => form.name === name && form.type === type;
  const local = channel.guild ? commands.list(channel.guild.id).find(isNamed) : undefined;
  const command = local ?? commands.list(undefined).find(isNamed);
  if (!command) throw new NotPossible(`no command "${name}" is registered for this place`);
  const integrationOwners = ownersOf(command, options);
  const refusal = refusalOf(command, { ...options, integrationOwners });
  if (refusal) throw new NotPossible(`${user.name} is not offered "${name}" here: ${refusal}`);
  return { command, integrationOwners };
}

export function contextOf(channel: Channel, world: World): InteractionContextType {
  if (channel.guild) return InteractionContextType.Guild;
  return channel.recipients.includes(world.application.bot)
    ? InteractionContextType.BotDM
    : InteractionContextType.PrivateChannel;
}

/** By integration type: the server (or "0" in a direct message) and the person. */
function ownersOf(
  command: RegisteredCommand,
  { world, user, channel }: FindCommandOptions,
): Record<string, string> {
  const types =
    command.guildId === undefined
      ? integrationTypes(command.form)
      : [ApplicationIntegrationType.GuildInstall];
  const isHere = channel.guild?.hasBot ?? channel.recipients.includes(world.application.bot);
  const byGuild = isHere && types.includes(ApplicationIntegrationType.GuildInstall);
  const byUser = user.hasUserInstall && types.includes(ApplicationIntegrationType.UserInstall);
  return {
    ...(byGuild && { [ApplicationIntegrationType.GuildInstall]: channel.guild?.id ?? '0' }),
    ...(byUser && { [ApplicationIntegrationType.UserInstall]: user.id }),
  };
}

function refusalOf(
  command: RegisteredCommand,
  options: FindCommandOptions & { integrationOwners: Record<string, string> },
): string | undefined {
  const { channel, user, world, integrationOwners } = options;
  const held = permissionsIn(channel, user);
  if (held === 0n) return 'the channel cannot be seen';
  if (Object.keys(integrationOwners).length === 0) return 'the application is not installed';
  const context = contextOf(channel, world);
  if (!isInContext(command, context)) return `not in context ${context}`;
  if (!channel.guild) return undefined;
  if (!has(held, PermissionFlagsBits.UseApplicationCommands)) return 'no application commands';
  const needed = command.form.default_member_permissions;
  if (typeof needed !== 'string') return undefined;
  const bits = needed === '0' ? PermissionFlagsBits.Administrator : BigInt(needed);
  return has(held, bits) ? undefined : 'permissions are missing';
}

function isInContext({ form, guildId }: RegisteredCommand, context: InteractionContextType) {
  if (guildId !== undefined) return context === InteractionContextType.Guild;
  if (form.contexts) return form.contexts.includes(context);
  return context !== InteractionContextType.BotDM || allowsDirect(form);
}
