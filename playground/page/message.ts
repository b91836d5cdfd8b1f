// One message of a channel as HTML: who wrote it and how it came to be, what it shows, who sees it.
import { MessageFlags } from 'discord-api-types/v10';
import type { TopComponent } from '../local-discord/messages/components.ts';
import { drawComponents, type ComponentOptions } from './components.ts';
import { markup, type Html } from './html.ts';
import { drawMarkdown } from './markdown.ts';
import { drawFileCard, drawUploadedPicture, isPicture, type PageFile } from './media.ts';

/** What a message shows. */
export interface PageMessage {
  author: { id: string; name: string; isBot: boolean };
  /** "Ann used /ask". */
  command: { userName: string; name: string } | undefined;
  /** The message that it answers. */
  repliesTo: { authorName: string; text: string } | undefined;
  /** Epoch ms. */
  createdAt: number;
  isEdited: boolean;
  flags: number;
  content: string;
  components: readonly TopComponent[];
  files: readonly PageFile[];
}

export interface MessageOptions extends Omit<ComponentOptions, 'files'> {
  /** The one above, if it is of the same author: the name is not said again then. */
  previous: PageMessage | undefined;
}

/** Discord's own: later, the name is said again. */
const groupMs = 7 * 60_000;

export function drawMessage(message: PageMessage, options: MessageOptions): Html {
  const kind = hasFlag(message, MessageFlags.Ephemeral) ? 'message ephemeral' : 'message';
  const body = markup`<div class="body">${drawBody(message, options)}${drawNotes(message)}</div>`;
  if (goesOn(message, options.previous)) return markup`<article class="${kind}">${body}</article>`;
  return markup`<article class="${kind} first">
${drawOrigin(message)}
${avatarOf(message.author)}
${drawHead(message)}
${body}
</article>`;
}

function goesOn(message: PageMessage, previous: PageMessage | undefined): boolean {
  return (
    previous?.author.id === message.author.id &&
    message.createdAt - previous.createdAt < groupMs &&
    !message.command &&
    !message.repliesTo &&
    hasFlag(previous, MessageFlags.Ephemeral) === hasFlag(message, MessageFlags.Ephemeral)
  );
}

function drawHead({ author, createdAt }: PageMessage): Html {
  const tag = author.isBot ? markup`<span class="tag">APP</span>` : undefined;
  return markup`<header><b>${author.name}</b>${tag}<time>${timeText(createdAt)}</time></header>`;
}

function drawOrigin({ command, repliesTo }: PageMessage): Html | undefined {
  if (command) {
    const { userName: name } = command;
    const use = markup`<b>${name}</b> used <span class="mention">/${command.name}</span>`;
    return markup`<div class="origin">${avatarOf({ name })}${use}</div>`;
  }
  if (!repliesTo) return undefined;
  const { authorName: name, text } = repliesTo;
  return markup`<div class="origin">${avatarOf({ name })}<b>@${name}</b> ${text}</div>`;
}

function drawBody(message: PageMessage, options: MessageOptions): Html {
  if (hasFlag(message, MessageFlags.Loading)) {
    const { name } = message.author;
    return markup`<div class="thinking"><i></i><i></i><i></i> ${name} is thinking…</div>`;
  }
  const { content, files } = message;
  const components = drawComponents(message.components, { ...options, files });
  if (hasFlag(message, MessageFlags.IsComponentsV2)) {
    return markup`<div class="stack">${components}</div>`;
  }
  const text = content === '' ? undefined : drawMarkdown(content, options);
  return markup`<div class="stack">${text}${files.map(drawLooseFile)}${components}</div>`;
}

function drawLooseFile(file: PageFile): Html {
  if (isPicture(file)) return drawUploadedPicture(file);
  return drawFileCard({ name: file.name, size: file.content.length });
}

function drawNotes(message: PageMessage): Html {
  const isEphemeral = hasFlag(message, MessageFlags.Ephemeral);
  const edited = message.isEdited ? markup`<div class="edited">(edited)</div>` : undefined;
  const note = isEphemeral
    ? markup`<div class="note">Only you can see this · <a>Dismiss message</a></div>`
    : undefined;
  return markup`${edited}${note}`;
}

/** The first letter on a colour of the name's own. */
function avatarOf({ name }: { name: string }): Html {
  const sum = Array.from(name).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  const [letter = ''] = Array.from(name);
  return markup`<span class="avatar color-${sum % 5}">${letter}</span>`;
}

/** UTC, so that a picture looks the same on every machine. */
function timeText(epochMs: number): string {
  const format = { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' } as const;
  return new Date(epochMs).toLocaleTimeString('en-US', format);
}

function hasFlag({ flags }: PageMessage, flag: MessageFlags): boolean {
  return (flags & flag) !== 0;
}
