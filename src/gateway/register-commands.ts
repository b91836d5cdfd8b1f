// Tells Discord our commands, only when it has others: creating them is limited to 200 a day.
import { isDeepStrictEqual } from 'node:util';
import {
  ApplicationCommandType,
  Routes,
  type REST,
  type RESTPostAPIApplicationCommandsJSONBody as CommandData,
} from 'discord.js';

export interface RegisterOptions {
  rest: REST;
  applicationId: string;
  /** Only in this server, where changes show at once; undefined = everywhere. */
  guildId: string | undefined;
  commands: readonly CommandData[];
}

export interface Registration {
  /** Whether anything was written. */
  hasChanged: boolean;
  /** By the names of the commands: mentions are made with them. */
  ids: ReadonlyMap<string, string>;
}

export async function registerCommands({
  rest,
  applicationId,
  guildId,
  commands,
}: RegisterOptions): Promise<Registration> {
  const route = guildId
    ? Routes.applicationGuildCommands(applicationId, guildId)
    : Routes.applicationCommands(applicationId);
  const wanted = guildId ? commands.map(forGuild) : commands;
  const query = new URLSearchParams({ with_localizations: 'true' });
  const registered = await rest.get(route, { query });
  if (isSame(wanted, registered)) return { hasChanged: false, ids: idsOf(registered) };
  const written = await rest.put(route, { body: wanted });
  return { hasChanged: true, ids: idsOf(written) };
}

function idsOf(commands: unknown): ReadonlyMap<string, string> {
  const records = Array.isArray(commands) ? commands.filter(isRecord) : [];
  return new Map(records.map(({ name, id }) => [String(name), String(id)]));
}

/** Where a command of a server can be used follows from the server. */
function forGuild(command: CommandData): CommandData {
  const copy = { ...command };
  delete copy.contexts;
  delete copy.integration_types;
  return copy;
}

/** Discord gives the commands in an order of its own; that of their options is what people see. */
function isSame(wanted: readonly CommandData[], registered: unknown): boolean {
  if (!Array.isArray(registered) || registered.length !== wanted.length) return false;
  return wanted.every((command) => {
    const stored: unknown = registered.find(
      (other) => isRecord(other) && other['name'] === command.name,
    );
    return isRecord(stored) && isSameCommand(command, stored);
  });
}

function isSameCommand(command: CommandData, stored: Record<string, unknown>): boolean {
  const comparable = Object.entries(stored).filter(
    ([field]) => field in command || !setByDiscord.has(field),
  );
  return isDeepStrictEqual(
    withoutDefaults({ type: ApplicationCommandType.ChatInput, ...command }),
    withoutDefaults(Object.fromEntries(comparable)),
  );
}

/** Fields of a command that Discord fills in when we do not. */
const setByDiscord: ReadonlySet<string> = new Set([
  'id',
  'application_id',
  'guild_id',
  'version',
  'contexts',
  'integration_types',
  'dm_permission',
]);

/** Discord leaves some defaults out and says `null` or `false` for others. In a menu a command's description is ''. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (!isRecord(value)) return value;
  const fields = Object.entries(value).filter(([, field]) => !isDefault(field));
  return Object.fromEntries(fields.map(([name, field]) => [name, withoutDefaults(field)]));
}

function isDefault(field: unknown): boolean {
  const isEmpty = field === '' || isEmptyList(field);
  return field === null || field === undefined || field === false || isEmpty;
}

function isEmptyList(field: unknown): boolean {
  return Array.isArray(field) && field.length === 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
