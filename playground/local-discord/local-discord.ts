// A Discord on this machine, for tests, benchmarks and the demo: a real discord.js client can talk to it.
import { assemble } from './assembly.ts';
import type { Assembly } from './assembly.ts';
import { waitForChange } from './changes.ts';
import type { Change, WaitOptions } from './changes.ts';
import type { Clock } from './clock.ts';
import type { CommandStore } from './commands/command-store.ts';
import type { GatewayControl } from './gateway/gateway.ts';
import type { Faults } from './http/faults.ts';
import type { RateLimitSettings } from './http/rate-limits.ts';
import type { Traffic } from './http/request-log.ts';
import type { Interaction } from './interactions/interaction.ts';
import type { LocalMessage } from './messages/message.ts';
import type { Person } from './people/person.ts';
import { createLosses } from './losses.ts';
import type { Losses } from './losses.ts';
import { populate } from './population.ts';
import type { Population } from './population.ts';
import type { Channel } from './world/entities.ts';

export interface LocalDiscordOptions {
  /** Default 0: any free one. */
  port?: number;
  /** Round trip of every request, and twice the way of every event. Default 0. */
  latencyMs?: number;
  /** By route kind; what is not named keeps Discord's observed limit, `null` is unlimited. */
  rateLimits?: RateLimitSettings;
  /** Privileged intents granted in the portal. Default none. */
  messageContent?: boolean;
  guildMembers?: boolean;
  presences?: boolean;
  /** Discord's own is 41.25 s. */
  heartbeatIntervalMs?: number;
  applicationName?: string;
}

export interface LocalDiscord extends Population, Losses {
  /** For `rest.api`: without the version. */
  readonly apiUrl: string;
  /** Where attachments are served from. */
  readonly cdnUrl: string;
  readonly botToken: string;
  readonly applicationId: string;
  readonly clock: Pick<Clock, 'now' | 'advance'>;
  /** The registered commands, and how often they were overwritten. */
  readonly commands: Pick<CommandStore, 'list' | 'overwrites'>;
  readonly traffic: Traffic;
  readonly faults: Faults;
  readonly gateway: GatewayControl;
  /** The direct message channel of a person and the bot. */
  directChannel(person: Person): Channel;
  setLatency(latencyMs: number): void;
  /** What a person sees in a channel; without `as` all that is not deleted, oldest first. */
  messages(channel: Channel, options?: { as?: Person }): LocalMessage[];
  /** Every interaction ever, autocompletes included, oldest first. */
  interactions(): readonly Interaction[];
  /** Every message ever, deleted ones included. */
  allMessages(): readonly LocalMessage[];
  /** Resolves with the first truthy value of `look`, asked again on every change. */
  waitFor<T>(look: () => T, options?: WaitOptions): Promise<NonNullable<T>>;
  /** Returns the function that ends it. */
  onChange(listener: (change: Change) => void): () => void;
  /** Nothing listens any more, every connection is cut. */
  goDown(): Promise<void>;
  /** Back on the same port, with everything as it was. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** Discord's own interval. */
const heartbeatIntervalMs = 41_250;

export async function createLocalDiscord(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  let latencyMs = options.latencyMs ?? 0;
  const parts = assemble({
    port: options.port ?? 0,
    applicationName: options.applicationName ?? 'Aloud',
    rateLimits: options.rateLimits ?? {},
    granted: {
      messageContent: options.messageContent ?? false,
      guildMembers: options.guildMembers ?? false,
      presences: options.presences ?? false,
    },
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? heartbeatIntervalMs,
    latencyMs: () => latencyMs,
  });
  const { changes, messages, gateway, listener, world } = parts;
  const population = populate(parts);
  await listener.up();

  return {
    apiUrl: `${parts.baseUrl()}/api`,
    cdnUrl: parts.baseUrl(),
    botToken: parts.botToken,
    applicationId: world.application.id,
    clock: movableClock(parts),
    commands: parts.commands,
    traffic: parts.log,
    faults: parts.faults,
    gateway,
    ...population,
    ...createLosses(parts),
    directChannel: ({ user }) => world.directChannel(user),
    setLatency(ms) {
      latencyMs = ms;
    },
    messages: (channel, { as } = {}) =>
      as ? as.messages(channel) : messages.inChannel(channel).filter(({ isDeleted }) => !isDeleted),
    interactions: parts.interactions.all,
    allMessages: messages.all,
    waitFor: (look, waitOptions) => waitForChange(changes, look, waitOptions),
    onChange: changes.subscribe,
    goDown: listener.down,
    comeBack: listener.up,
    async close() {
      parts.stopFeed();
      parts.clock.stop();
      await gateway.close();
      await listener.down();
    },
  };
}

/** Moving the clock is a change that waits look at. */
function movableClock({ clock, changes }: Assembly): LocalDiscord['clock'] {
  return {
    now: clock.now,
    advance(ms) {
      clock.advance(ms);
      changes.announce({ type: 'clock-advance' });
    },
  };
}
