// Opening a direct message channel, and fetching the files of messages.
import { z } from 'zod';
import { refuse } from '../api-error.ts';
import type { FileStore } from '../files/file-store.ts';
import { readForm } from '../form.ts';
import { api, json } from '../http/router.ts';
import type { Route } from '../http/router.ts';
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

/** Stands for Discord's CDN: whoever has a signed address may read. */
export function fileRoutes({ files }: { files: FileStore }): Route[] {
  return ['attachments', 'ephemeral-attachments'].map((root) => ({
    method: 'GET',
    pattern: `/${root}/:channelId/:attachmentId/:name`,
    kind: 'file-get',
    auth: 'token-in-path',
    major: [],
    handle({ param, query }) {
      const { content, contentType } = files.open({ id: param('attachmentId'), query });
      return { type: 'file', content, contentType };
    },
  }));
}
