// Registration of commands: global ones, and those of one server.
import { refuse } from '../api-error.ts';
import { commandsSchema } from '../commands/command-form.ts';
import { commandPayload } from '../commands/command-store.ts';
import type { CommandStore, RegisteredCommand } from '../commands/command-store.ts';
import { readForm } from '../form.ts';
import { api, json } from '../http/router.ts';
import type { ApiCall, Route } from '../http/router.ts';
import type { World } from '../world/world.ts';

export interface CommandRoutesOptions {
  world: World;
  commands: CommandStore;
}

export function commandRoutes(options: CommandRoutesOptions): Route[] {
  return [...scopeRoutes(options, 'global'), ...scopeRoutes(options, 'guild')];
}

function scopeRoutes(options: CommandRoutesOptions, scope: 'global' | 'guild'): Route[] {
  const { world, commands } = options;
  const path = scope === 'guild' ? '/guilds/:guildId' : '';
  const shared = {
    pattern: api(`/applications/:applicationId${path}/commands`),
    auth: 'bot',
    major: scope === 'guild' ? ['guildId'] : [],
  } as const;
  const guildIdOf = ({ param }: ApiCall) => {
    if (param('applicationId') !== world.application.id) throw refuse('MISSING_ACCESS');
    return scope === 'guild' ? reachableGuild(world, param('guildId')) : undefined;
  };
  const payload = (isLocalized: boolean) => (command: RegisteredCommand) =>
    commandPayload(command, { applicationId: world.application.id, isLocalized });

  return [
    {
      ...shared,
      method: 'GET',
      kind: 'commands-get',
      handle(call) {
        const isLocalized = call.query.get('with_localizations') === 'true';
        return json(commands.list(guildIdOf(call)).map(payload(isLocalized)));
      },
    },
    {
      ...shared,
      method: 'PUT',
      kind: 'commands-put',
      handle(call) {
        const forms = readForm(commandsSchema, call.json);
        return json(commands.overwrite(guildIdOf(call), forms).map(payload(true)));
      },
    },
  ];
}

function reachableGuild(world: World, id: string): string {
  const guild = world.guilds.get(id);
  if (!guild) throw refuse('UNKNOWN_GUILD');
  if (!guild.hasBot) throw refuse('MISSING_ACCESS');
  return guild.id;
}
