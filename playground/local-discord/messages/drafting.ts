// Drafts messages of the bot with what the place allows it. Routes of channels and of interactions write through it.
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { refuse } from '../api-error.ts';
import type { FileStore } from '../files/file-store.ts';
import { readForm } from '../form.ts';
import type { FormPath } from '../form.ts';
import type { RequestBody } from '../http/body.ts';
import type { Channel } from '../world/entities.ts';
import { has } from '../world/permissions.ts';
import type { World } from '../world/world.ts';
import { draftMessage } from './draft.ts';
import type { DraftOptions, MessageDraft } from './draft.ts';
import { messageFormSchema } from './message-form.ts';
import type { MessageForm } from './message-form.ts';
import type { LocalMessage } from './message.ts';

/** A read form, and the draft that it makes. */
export interface Drafting {
  read(body: RequestBody, at?: FormPath): MessageForm;
  draft(options: DraftRequest): MessageDraft;
}

export interface DraftRequest {
  channel: Channel;
  source: DraftOptions['source'];
  form: MessageForm;
  files: RequestBody['files'];
  /** The message that is edited. */
  message?: LocalMessage;
  repliedUserId?: string | undefined;
  at?: FormPath | undefined;
}

export interface DraftingOptions {
  world: World;
  files: FileStore;
}

export function createDrafting({ world, files: store }: DraftingOptions): Drafting {
  return {
    read: (body, at) => readForm(messageFormSchema, body.json ?? {}, at),
    draft({ channel, source, form, files, message, repliedUserId, at = [] }) {
      const held = world.botPermissions(channel);
      if (files.size > 0 && !mayAttach(held)) throw refuse('MISSING_PERMISSIONS');
      return draftMessage({
        form,
        files,
        previous: message?.current,
        source,
        canMentionEveryone: has(held, PermissionFlagsBits.MentionEveryone),
        repliedUserId,
        at,
        store: (file, description) => store.store(file, { channel, description }),
      });
    },
  };
}

/** Where the bot is not at all, an interaction brings the permission along (facts, section 2). */
function mayAttach(held: bigint): boolean {
  return held === 0n || has(held, PermissionFlagsBits.AttachFiles);
}
