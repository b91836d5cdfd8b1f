// Routes about the application itself: where its gateway is, and who it is.
import type { Gateway } from '../gateway/gateway.ts';
import { api, json } from '../http/router.ts';
import type { Route } from '../http/router.ts';
import { userPayload } from '../payloads.ts';
import type { World } from '../world/world.ts';

export interface ApplicationRoutesOptions {
  world: World;
  gateway: Gateway;
  gatewayUrl: () => string;
}

export function applicationRoutes(options: ApplicationRoutesOptions): Route[] {
  const { application } = options.world;
  const asBot = { method: 'GET', auth: 'bot', major: [] } as const;
  return [
    {
      ...asBot,
      pattern: api('/gateway/bot'),
      kind: 'gateway-get',
      handle: () =>
        json({
          url: options.gatewayUrl(),
          shards: 1,
          session_start_limit: options.gateway.sessionStartLimit(),
        }),
    },
    {
      ...asBot,
      pattern: api('/applications/@me'),
      kind: 'application-get',
      handle: () =>
        json({
          id: application.id,
          name: application.name,
          icon: null,
          description: '',
          bot: userPayload(application.bot),
          bot_public: true,
          bot_require_code_grant: false,
          verify_key: '0'.repeat(64),
          flags: 0,
          team: null,
          owner: userPayload(application.owner),
          integration_types_config: { 0: {}, 1: {} },
        }),
    },
    {
      ...asBot,
      pattern: api('/users/@me'),
      kind: 'user-get',
      handle: () => json(userPayload(application.bot)),
    },
  ];
}
