// The body of a request that writes a message, before its components are looked at.
import { z } from 'zod';
import { problemAt, text } from '../form.ts';
import { embedsSchema } from './embeds.ts';

const idList = z.array(z.string()).max(100);

const mentionsSchema = z
  .object({
    parse: z.array(z.enum(['users', 'roles', 'everyone'])).nullish(),
    users: idList.nullish(),
    roles: idList.nullish(),
    replied_user: z.boolean().optional(),
  })
  .superRefine((value, context) => {
    for (const kind of ['users', 'roles'] as const) {
      if (!value.parse?.includes(kind) || !value[kind]?.length) continue;
      const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      context.addIssue(
        problemAt({ path: [], code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message }),
      );
    }
  });

const attachmentsSchema = z.array(
  z.object({
    id: z.union([z.string(), z.int().transform(String)]),
    filename: text({ min: 1, max: 1024 }).optional(),
    description: text({ max: 1024 }).nullish(),
  }),
);

export const messageFormSchema = z.object({
  content: text({ max: 2000 }).nullish(),
  embeds: embedsSchema.nullish(),
  flags: z.int().min(0).nullish(),
  components: z.array(z.unknown()).nullish(),
  attachments: attachmentsSchema.nullish(),
  allowed_mentions: mentionsSchema.nullish(),
  nonce: z.union([text({ max: 25 }), z.int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  sticker_ids: z.array(z.string()).nullish(),
  poll: z.unknown().optional(),
  message_reference: z
    .object({ message_id: z.string(), fail_if_not_exists: z.boolean().optional() })
    .nullish(),
});

export type MessageForm = z.output<typeof messageFormSchema>;
export type AllowedMentions = z.output<typeof mentionsSchema>;
