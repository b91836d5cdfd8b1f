// Opening a direct message channel, and fetching the files of messages.
import { z } from 'zod';
import { refuse } from '../api-error.ts';
import { readForm } from '../form.ts';
import { api, json } from '../http/router.ts';
import type { Route } from '../http/router.ts';
import type { MessageStore } from '../messages/message-store.ts';
import { channelPayload } from '../payloads.ts';
import type { World } from '../world/world.ts';

const directSchema = z.object({ recipient_id: z.string() });

/** Always opens: that the person refuses direct messages shows on sending (50007). */
export function directChannelRoute({ world }: { world: World }): Route {
  return {
    method: 'POST',
    pattern: api('/users/@me/channels'),
    kind: 'direct-channel',
    auth: 'bot',
    major: [],
    handle(call) {
      const user = world.users.get(readForm(directSchema, call.json).recipient_id);
      if (!user) throw refuse('UNKNOWN_USER');
      if (user.isBot) throw refuse('CANNOT_MESSAGE_USER');
      return json(channelPayload(world.directChannel(user)));
    },
  };
}

/** Stands for Discord's CDN: whoever knows the address may read. */
export function fileRoute({ messages }: { messages: MessageStore }): Route {
  return {
    method: 'GET',
    pattern: '/attachments/:channelId/:attachmentId/:name',
    kind: 'file-get',
    auth: 'token-in-path',
    major: [],
    handle({ param }) {
      const file = messages.file(param('attachmentId'));
      if (!file) throw refuse('NOT_FOUND');
      return { type: 'file', content: file.content, contentType: file.contentType };
    },
  };
}
