// Files of a message: what an edit keeps, what it adds, and what is seen (facts, section 3).
import { refuse } from '../api-error.ts';
import type { Attachment } from '../files/file-store.ts';
import { refuseForm } from '../form.ts';
import type { FormPath, FormProblem } from '../form.ts';
import type { UploadedFile } from '../http/body.ts';
import { mediaReferences } from './component-rules.ts';
import type { TopComponent } from './components.ts';
import type { MessageForm } from './message-form.ts';
import type { AttachmentShown } from './message.ts';

const maxFiles = 10;
const maxFileBytes = 10 * 1024 * 1024;

export interface AttachmentsOptions {
  form: MessageForm;
  files: ReadonlyMap<string, UploadedFile>;
  kept: readonly Attachment[];
  at: FormPath;
  /** Stores an upload and gives it an id and an address. */
  store(file: UploadedFile, description: string | undefined): Attachment;
}

/**
 * `attachments` of the form names all that stays: ids of kept files, indexes of new ones. Without the field an edit
 * keeps what there is, unless it brings files: they replace what there was (T:discord/discord-api-docs#5170).
 */
export function resolveAttachments(options: AttachmentsOptions): Attachment[] {
  const { form, files, kept, store } = options;
  for (const file of files.values()) {
    if (file.content.length > maxFileBytes) throw refuse('REQUEST_TOO_LARGE');
  }
  const described = new Map(form.attachments?.map((entry) => [entry.id, entry]));
  refuseUnresolved(options);
  const isReplaced = files.size > 0 || Boolean(form.attachments);
  const stays = isReplaced ? kept.filter(({ id }) => described.has(id)) : [...kept];
  const added = [...files].map(([index, file]) => {
    const entry = described.get(index);
    const named = { ...file, name: entry?.filename ?? file.name };
    return store(named, entry?.description ?? undefined);
  });
  const all = [...stays, ...added];
  if (all.length > maxFiles) throw tooManyFiles(options.at);
  return all;
}

/** Resolves `attachment://name` of every component, and marks which files are seen. */
export function showAttachments(options: {
  attachments: readonly Attachment[];
  components: readonly TopComponent[];
  isComponentsV2: boolean;
  at: FormPath;
}): AttachmentShown[] {
  const references = mediaReferences(options.components);
  const names = new Set(options.attachments.map(({ name }) => `attachment://${name}`));
  const problems = references
    .filter(({ url, isFile }) => !(names.has(url) || (!isFile && /^https?:\/\//.test(url))))
    .map(({ path }) => unresolvedMedia([...options.at, 'components', ...path]));
  if (problems.length > 0) throw refuseForm(problems);
  const shown = new Set(references.map(({ url }) => url));
  return options.attachments.map((attachment) => ({
    ...attachment,
    isShown: !options.isComponentsV2 || shown.has(`attachment://${attachment.name}`),
  }));
}

function refuseUnresolved({ form, files, kept, at }: AttachmentsOptions): void {
  const known = new Set([...files.keys(), ...kept.map(({ id }) => id)]);
  const problems = (form.attachments ?? []).flatMap(({ id }, index) =>
    known.has(id) ? [] : [unknownAttachment([...at, 'attachments', index, 'id'])],
  );
  if (problems.length > 0) throw refuseForm(problems);
}

const tooManyFiles = (at: FormPath) =>
  refuseForm([
    {
      path: [...at, 'attachments'],
      code: 'BASE_TYPE_MAX_LENGTH',
      message: `Must be ${maxFiles} or fewer in length.`,
    },
  ]);

const unknownAttachment = (path: FormPath): FormProblem => ({
  path,
  code: 'ATTACHMENT_NOT_FOUND',
  message: 'The attachment is neither on the message nor among the uploaded files.',
});

const unresolvedMedia = (path: FormPath): FormProblem => ({
  path,
  code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
  message: 'The referenced attachment was not found.',
});
