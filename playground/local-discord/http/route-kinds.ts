// The names of the routes: rate limits, faults, the request log and message versions speak of them.

export const routeKinds = [
  'gateway-get',
  'application-get',
  'user-get',
  'commands-get',
  'commands-put',
  'callback',
  'webhook-edit',
  'webhook-get',
  'webhook-delete',
  'followup',
  'channel-get',
  'channel-update',
  'channel-post',
  'channel-edit',
  'channel-delete',
  'message-get',
  'message-list',
  'typing',
  'thread-create',
  'thread-member',
  'direct-channel',
  'file-get',
  'unknown',
] as const;

/** `channel-edit` is PATCH of a message by the bot's token, `webhook-edit` by an interaction's token. */
export type RouteKind = (typeof routeKinds)[number];
