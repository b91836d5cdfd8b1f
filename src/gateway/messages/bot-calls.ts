// What the bot asks of Discord about messages and threads, with its own token. Apart from the calls that show replies.
import { DiscordAPIError, RateLimitError, REST, type RESTOptions } from '@discordjs/rest';
import {
  RESTJSONErrorCodes,
  Routes,
  type APIMessage,
  type APIThreadChannel,
} from 'discord-api-types/v10';
import type { DiscordConfig } from '../../config.ts';

export interface Post {
  channelId: string;
  text: string;
  /** The message that it replies to, without a ping. */
  repliesTo?: string;
  /** Posted once, however often it is tried: at most 25 characters. */
  nonce: string;
}

export interface BotCalls {
  /** Rejects when Discord refuses. What would have to wait for a rate limit rejects at once. */
  startThread(place: { channelId: string; messageId: string }, name: string): Promise<string>;
  post(post: Post): Promise<void>;
  /** `undefined`: there is none, or the bot may not read it. */
  message(channelId: string, messageId: string): Promise<APIMessage | undefined>;
  /** At most 100, the newest first. */
  messagesBefore(channelId: string, messageId: string): Promise<APIMessage[]>;
}

export interface BotCallsOptions {
  discord: Pick<DiscordConfig, 'token' | 'apiUrl'>;
}

/** Threads are opened at most about ten times in five minutes, and nobody shall wait for so long without a word. */
const isThreadRoute: RESTOptions['rejectOnRateLimit'] = ({ method, route }) =>
  method === 'POST' && route.endsWith('/threads');

/** After a day of silence it leaves the list of a server; writing in it brings it back. */
const archiveMinutes = 1_440;

export function createBotCalls({ discord }: BotCallsOptions): BotCalls {
  const rest = new REST({
    api: discord.apiUrl,
    timeout: 7_000,
    retries: 1,
    rejectOnRateLimit: isThreadRoute,
  }).setToken(discord.token);

  return {
    startThread: async ({ channelId, messageId }, name) => {
      const body = { name, auto_archive_duration: archiveMinutes };
      const thread = await rest.post(Routes.threads(channelId, messageId), { body });
      return (thread as APIThreadChannel).id;
    },
    post: async ({ channelId, text, repliesTo, nonce }) => {
      const body = {
        content: text,
        nonce,
        enforce_nonce: true,
        allowed_mentions: { parse: [], replied_user: false },
        ...(repliesTo !== undefined && {
          message_reference: { message_id: repliesTo, fail_if_not_exists: false },
        }),
      };
      await rest.post(Routes.channelMessages(channelId), { body });
    },
    message: async (channelId, messageId) => {
      const read = rest.get(Routes.channelMessage(channelId, messageId));
      return (await read.catch(expectHidden)) as APIMessage | undefined;
    },
    messagesBefore: async (channelId, messageId) => {
      const query = new URLSearchParams({ before: messageId, limit: '100' });
      const read = rest.get(Routes.channelMessages(channelId), { query });
      return ((await read.catch(expectHidden)) ?? []) as APIMessage[];
    },
  };
}

const hidden: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
]);

function expectHidden(error: unknown): undefined {
  if (!(error instanceof DiscordAPIError) || !hidden.has(error.code)) throw error;
}

/** Ms until the call may be tried again; `undefined`: it failed for another reason. */
export function rateLimitedForMs(error: unknown): number | undefined {
  return error instanceof RateLimitError ? Math.max(error.retryAfter, 1_000) : undefined;
}
