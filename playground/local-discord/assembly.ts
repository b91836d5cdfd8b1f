// Builds and joins the parts of a local Discord. Importing it starts nothing; `listener.up` does.
import { createChanges } from './changes.ts';
import { createClock } from './clock.ts';
import { createCommandStore } from './commands/command-store.ts';
import { createFileStore } from './files/file-store.ts';
import { startFeed, welcome } from './gateway/feed.ts';
import { createGateway } from './gateway/gateway.ts';
import type { PrivilegedIntents } from './gateway/intents.ts';
import { createExchange } from './http/exchange.ts';
import { createFaults } from './http/faults.ts';
import { createListener } from './http/listener.ts';
import type { Listener } from './http/listener.ts';
import { createRateLimits } from './http/rate-limits.ts';
import type { RateLimitSettings } from './http/rate-limits.ts';
import { createRequestLog } from './http/request-log.ts';
import { createRouter } from './http/router.ts';
import { interactionPayload } from './interactions/interaction-payload.ts';
import { createInteractionStore } from './interactions/interaction-store.ts';
import { createReplies } from './interactions/replies.ts';
import { createChannelMessages } from './messages/channel-messages.ts';
import { createDrafting } from './messages/drafting.ts';
import { createMessagePayloads } from './messages/message-payload.ts';
import { createMessageStore } from './messages/message-store.ts';
import type { LocalMessage } from './messages/message.ts';
import { applicationRoutes } from './routes/application-routes.ts';
import { channelRoutes } from './routes/channel-routes.ts';
import { commandRoutes } from './routes/command-routes.ts';
import { directChannelRoute, fileRoutes } from './routes/direct-routes.ts';
import { interactionRoutes } from './routes/interaction-routes.ts';
import { messageRoutes } from './routes/message-routes.ts';
import { threadRoutes } from './routes/thread-routes.ts';
import { createSnowflakes } from './snowflakes.ts';
import { createAccess } from './world/access.ts';
import { createThreads } from './world/threads.ts';
import { createWorld } from './world/world.ts';

export interface AssemblyOptions {
  port: number;
  applicationName: string;
  rateLimits: RateLimitSettings;
  granted: PrivilegedIntents;
  heartbeatIntervalMs: number;
  latencyMs: () => number;
}

export type Assembly = ReturnType<typeof assemble>;

export function assemble(options: AssemblyOptions) {
  const { granted, latencyMs } = options;
  const core = createCore(options);
  const { clock, changes, world, interactions, limits } = core;
  const baseUrl = () => `http://127.0.0.1:${listener.port}`;
  const gatewayUrl = () => `ws://127.0.0.1:${listener.port}`;
  const botToken = `${Buffer.from(world.application.id).toString('base64url')}.local.discord`;

  const gateway = createGateway({
    ...options,
    clock,
    changes,
    botToken,
    url: gatewayUrl,
    welcome: () => welcome({ world, clock }),
  });
  const log = createRequestLog({ clock });
  const faults = createFaults();
  const routes = [
    ...applicationRoutes({ world, gateway, gatewayUrl }),
    ...coreRoutes(core, granted),
  ];
  const listener: Listener = createListener({
    port: options.port,
    onRequest: createExchange({
      clock,
      changes,
      router: createRouter(routes),
      limits,
      faults,
      log,
      botToken,
      latencyMs,
      outage: () => listener.outage,
    }),
    onUpgrade: gateway.handleUpgrade,
  });
  core.files.serveFrom(baseUrl);
  const stopFeed = startFeed({
    clock,
    changes,
    gateway,
    world,
    payloads: core.payloads,
    interactionPayload: (interaction) =>
      interactionPayload(interaction, { world, messagePayload: core.readInFull }),
  });
  return { ...core, interactions, botToken, baseUrl, gateway, log, faults, listener, stopFeed };
}

type Core = ReturnType<typeof createCore>;

/** What there is, without the ways to it. */
function createCore({ applicationName, rateLimits, granted }: AssemblyOptions) {
  const clock = createClock();
  const changes = createChanges();
  const snowflakes = createSnowflakes({ clock });
  const world = createWorld({ clock, snowflakes, applicationName, ownerName: 'Owner' });
  const files = createFileStore({ clock, snowflakes });
  const messages = createMessageStore({ clock, snowflakes, changes, files });
  const threads = createThreads({ clock, changes, world, messages });
  const applicationId = world.application.id;
  const interactions = createInteractionStore({ clock, snowflakes, changes, applicationId });
  const commands = createCommandStore({ snowflakes });
  const limits = createRateLimits({ clock, settings: rateLimits });
  const payloads = createMessagePayloads({ world, files, interaction: interactions.find });
  const readInFull = (message: LocalMessage) =>
    payloads.message(message, { hasContentIntent: granted.messageContent, isHandedOver: true });
  return {
    clock,
    changes,
    world,
    files,
    messages,
    threads,
    interactions,
    commands,
    limits,
    payloads,
    /** As interactions carry messages: their text is never withheld. */
    readInFull,
  };
}

function coreRoutes(core: Core, granted: PrivilegedIntents) {
  const { world, messages, payloads, readInFull } = core;
  const access = createAccess({ world });
  const drafting = createDrafting(core);
  const replies = createReplies({ ...core, drafting });
  const channelMessages = createChannelMessages({ ...core, access, drafting });
  // REST goes by the portal's toggle, not by what a session identified with (facts, section 5).
  const readAsBot = (message: LocalMessage) =>
    payloads.message(message, { hasContentIntent: granted.messageContent });
  return [
    ...commandRoutes(core),
    ...interactionRoutes({ ...core, replies, messagePayload: readInFull }),
    ...messageRoutes({ world, access, messages, channelMessages, messagePayload: readAsBot }),
    ...channelRoutes({ ...core, access }),
    ...threadRoutes({ ...core, access }),
    directChannelRoute({ world }),
    ...fileRoutes(core),
  ];
}
