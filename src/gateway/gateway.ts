// The connection to Discord's gateway: log in, register the commands, hand over interactions.
import { Events, Status, Team, type Client } from 'discord.js';
import type { DiscordConfig } from '../config.ts';
import type { Logger } from '../log.ts';
import { createDiscordClient } from './client.ts';
import type { AnyCommand } from './command.ts';
import type { DiscordClock } from './discord-clock.ts';
import { explainRefusal } from './explain-refusal.ts';
import { createDispatch } from './dispatch.ts';
import { listed } from './listed-command.ts';
import type { KnownLocales } from './messages/known-locales.ts';
import type { Messages } from './messages/messages.ts';
import { untilReached } from './patience.ts';
import { registerCommands } from './register-commands.ts';
import type { ReplyButtons } from './reply-buttons.ts';
import type { ReplyPlaces } from './reply-places.ts';

export interface GatewayOptions {
  discord: DiscordConfig;
  commands: readonly AnyCommand[];
  buttons: ReplyButtons;
  /** Not needed where nothing is shown. */
  places?: Pick<ReplyPlaces, 'watch'>;
  /** Not needed where only interactions are taken. */
  messages?: Messages;
  knownLocales?: Pick<KnownLocales, 'learn'>;
  clock: DiscordClock;
  log: Logger;
  /** Called when Discord will not have us back (the token was reset, say). */
  onFatal: (error: Error) => void;
}

export interface Gateway {
  /** Resolves when interactions are taken. Tries again while Discord is out of reach; rejects when it refuses us. */
  open(): Promise<void>;
  /** The account that owns the application, and the members of its team. */
  isOwner(userId: string): boolean;
  /** What mentions of a command are made with; undefined until the gateway is open. */
  commandId(name: string): string | undefined;
  /** Interactions come in. */
  isConnected(): boolean;
  /** Takes no more interactions, and resolves when those under way are through. Safe to call twice. */
  close(): Promise<void>;
}

export function createGateway(options: GatewayOptions): Gateway {
  const { discord, commands, log, onFatal } = options;
  const client = createDiscordClient(options);
  options.places?.watch(client);
  options.messages?.watch(client);
  const dispatch = createDispatch(options);
  const closing = new AbortController();
  const underWay = new Set<Promise<void>>();
  let owners: ReadonlySet<string> = new Set();
  let commandIds: ReadonlyMap<string, string> = new Map();

  client.on(Events.ShardDisconnect, ({ code }) => {
    if (closing.signal.aborted) return;
    onFatal(explainRefusal(new Error(`Discord closed the gateway for good (code ${code})`), code));
  });
  client.on(Events.InteractionCreate, (interaction) => {
    if (closing.signal.aborted) return;
    options.knownLocales?.learn(interaction.user.id, interaction.locale);
    const handling = dispatch(interaction).finally(() => underWay.delete(handling));
    underWay.add(handling);
  });

  async function introduce(ready: Client<true>): Promise<void> {
    owners = await fetchOwners(ready);
    const { hasChanged, ids } = await registerCommands({
      rest: ready.rest,
      applicationId: ready.application.id,
      guildId: discord.guildId,
      commands: commands.map(listed),
    });
    commandIds = ids;
    log.info({ servers: ready.guilds.cache.size, commandsWritten: hasChanged }, 'gateway-open');
  }

  async function open(): Promise<void> {
    const patience = { log, signal: closing.signal };
    const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
    await untilReached(() => client.login(discord.token), patience).catch((error: unknown) => {
      throw explainRefusal(error);
    });
    const loggedIn = await ready;
    await untilReached(() => introduce(loggedIn), patience);
  }

  return {
    open,
    isOwner: (userId) => owners.has(userId),
    commandId: (name) => commandIds.get(name),
    isConnected: () => client.ws.status === Status.Ready,
    close: async () => {
      closing.abort();
      await Promise.all([...underWay, options.messages?.close()]);
      await client.destroy();
    },
  };
}

async function fetchOwners(client: Client<true>): Promise<ReadonlySet<string>> {
  const { owner } = await client.application.fetch();
  if (owner instanceof Team) return new Set(owner.members.keys());
  return new Set(owner ? [owner.id] : []);
}
