// Tells Discord our commands, only when it has others: creating them is limited to 200 a day.
import {
  Routes,
  type REST,
  type RESTPostAPIChatInputApplicationCommandsJSONBody as CommandData,
} from 'discord.js';

export interface RegisterOptions {
  rest: REST;
  applicationId: string;
  /** Only in this server, where changes show at once; undefined = everywhere. */
  guildId: string | undefined;
  commands: readonly CommandData[];
}

/** Resolves to whether anything was written. */
export async function registerCommands({
  rest,
  applicationId,
  guildId,
  commands,
}: RegisterOptions): Promise<boolean> {
  const route = guildId
    ? Routes.applicationGuildCommands(applicationId, guildId)
    : Routes.applicationCommands(applicationId);
  const wanted = guildId ? commands.map(forGuild) : commands;
  const query = new URLSearchParams({ with_localizations: 'true' });
  const registered = await rest.get(route, { query });
  if (isSame(wanted, registered)) return false;
  await rest.put(route, { body: wanted });
  return true;
}

/** Where a command of a server can be used follows from the server. */
function forGuild(command: CommandData): CommandData {
  const copy = { ...command };
  delete copy.contexts;
  delete copy.integration_types;
  return copy;
}

/** Discord adds fields of its own and leaves out defaults, so only what we say is compared. */
function isSame(wanted: unknown, registered: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(registered) &&
      wanted.length === registered.length &&
      wanted.every((item, index) => isSame(item, counterpart(item, index, registered)))
    );
  }
  if (!isRecord(wanted)) return wanted === (registered ?? defaultOf(wanted));
  return (
    isRecord(registered) &&
    Object.entries(wanted).every(([key, value]) => isSame(value, registered[key]))
  );
}

/** Commands come back in an order of Discord's, so named things are matched by name. */
function counterpart(item: unknown, index: number, registered: readonly unknown[]): unknown {
  if (!isRecord(item) || typeof item['name'] !== 'string') return registered[index];
  return registered.find((other) => isRecord(other) && other['name'] === item['name']);
}

function defaultOf(wanted: unknown): unknown {
  return wanted === false || wanted === undefined ? wanted : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
