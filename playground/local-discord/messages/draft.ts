// From a request body to the next version of a message, or to Discord's refusal.
import { MessageFlags } from 'discord-api-types/v10';
import { refuse } from '../api-error.ts';
import type { Attachment } from '../files/file-store.ts';
import { readForm, refuseForm } from '../form.ts';
import type { FormPath, FormProblem } from '../form.ts';
import type { UploadedFile } from '../http/body.ts';
import { resolveAttachments, showAttachments } from './attachments.ts';
import { componentProblems, textsOf } from './component-rules.ts';
import { layoutSchema, rowsSchema } from './components.ts';
import type { TopComponent } from './components.ts';
import { pingsOf } from './mentions.ts';
import type { MessageForm } from './message-form.ts';
import type { MessageVersion } from './message.ts';

export type MessageDraft = Omit<MessageVersion, 'at' | 'route'>;

/** What a message without anything is made of. */
export const emptyDraft: MessageDraft = {
  flags: 0,
  content: '',
  embeds: [],
  components: [],
  attachments: [],
  pings: [],
};

export interface DraftOptions {
  form: MessageForm;
  files: ReadonlyMap<string, UploadedFile>;
  /** The version that is edited; none for a new message. */
  previous: MessageVersion | undefined;
  source: 'channel' | 'webhook';
  canMentionEveryone: boolean;
  repliedUserId: string | undefined;
  /** Where the message stands in the request body: `data` in an interaction callback. */
  at: FormPath;
  store(file: UploadedFile, description: string | undefined): Attachment;
}

const settableFlags = {
  create:
    MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2,
  edit: MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2,
};

/** Throws an ApiError where Discord refuses. Changes nothing but the file store. */
export function draftMessage(options: DraftOptions): MessageDraft {
  const { form, previous, at } = options;
  const flags = nextFlags(form, previous, at);
  const isComponentsV2 = (flags & MessageFlags.IsComponentsV2) !== 0;
  if (isComponentsV2) refuseLegacyFields(form, previous, at);
  const components = nextComponents({ form, previous, isComponentsV2, at });
  const content = form.content === undefined ? (previous?.content ?? '') : (form.content ?? '');
  const embeds = form.embeds === undefined ? (previous?.embeds ?? []) : (form.embeds ?? []);
  const attachments = showAttachments({
    attachments: resolveAttachments({ ...options, kept: previous?.attachments ?? [], at }),
    components,
    isComponentsV2,
    at,
  });
  const pings = pingsOf({
    texts: [content, ...textsOf(components)],
    allowed: form.allowed_mentions,
    source: options.source,
    canMentionEveryone: options.canMentionEveryone,
    repliedUserId: options.repliedUserId,
  });
  const draft = { flags, content, embeds, components, attachments, pings };
  if (isEmpty(draft, form)) throw refuse('EMPTY_MESSAGE');
  return draft;
}

function nextFlags(form: MessageForm, previous: MessageVersion | undefined, at: FormPath): number {
  const old = previous ? previous.flags & ~MessageFlags.Loading : 0;
  if (form.flags === undefined || form.flags === null) return old;
  const settable = previous ? settableFlags.edit : settableFlags.create;
  const isRemoved =
    (old & MessageFlags.IsComponentsV2) !== 0 && (form.flags & MessageFlags.IsComponentsV2) === 0;
  if (isRemoved) throw refuseForm([oneWay([...at, 'flags'])]);
  return (old & ~settable) | (form.flags & settable);
}

function nextComponents(options: {
  form: MessageForm;
  previous: MessageVersion | undefined;
  isComponentsV2: boolean;
  at: FormPath;
}): readonly TopComponent[] {
  const { form, previous, isComponentsV2 } = options;
  if (form.components === undefined) return previous?.components ?? [];
  const at = [...options.at, 'components'];
  const schema = isComponentsV2 ? layoutSchema : rowsSchema;
  const components = readForm(schema, form.components ?? [], at);
  const problems = componentProblems(components);
  if (problems.length === 0) return components;
  throw refuseForm(problems.map((problem) => ({ ...problem, path: [...at, ...problem.path] })));
}

/**
 * A message with the flag takes components only. When an edit sets it, old content must be sent as null and old
 * embeds as [] (facts, section 3).
 */
function refuseLegacyFields(
  form: MessageForm,
  previous: MessageVersion | undefined,
  at: FormPath,
): void {
  const keepsContent = Boolean(previous?.content) && form.content !== null;
  const keepsEmbeds = Boolean(previous?.embeds.length) && !form.embeds;
  const used = [
    (form.content || keepsContent) && 'content',
    (Boolean(form.embeds?.length) || keepsEmbeds) && 'embeds',
    form.sticker_ids?.length && 'sticker_ids',
    form.poll && 'poll',
  ].filter((field) => typeof field === 'string');
  if (used.length > 0) throw refuseForm(used.map((field) => legacyField(field, at)));
}

function isEmpty(draft: MessageDraft, form: MessageForm): boolean {
  if ((draft.flags & MessageFlags.IsComponentsV2) !== 0) return draft.components.length === 0;
  const isSilent = draft.content.trim() === '' && draft.embeds.length === 0;
  return isSilent && draft.attachments.length === 0 && !form.sticker_ids?.length && !form.poll;
}

const legacyField = (field: string, at: FormPath): FormProblem => ({
  path: [...at, field],
  code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
});

const oneWay = (path: FormPath): FormProblem => ({
  path,
  code: 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG',
  message: 'The IS_COMPONENTS_V2 flag cannot be removed from a message',
});
