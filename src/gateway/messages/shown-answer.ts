// Reads replies of the bot as Discord holds them: the answer alone, without the quoted question, the box of the
// reasoning, the lines about it and the buttons. Pure.
import { ComponentType, MessageFlags, type APIMessage } from 'discord-api-types/v10';

type ShownPage = Pick<APIMessage, 'components'>;
type Component = NonNullable<APIMessage['components']>[number];

/** The bot's replies are made of components; its notices are plain text. */
export function isReplyPage({ author, flags }: APIMessage, botId: string): boolean {
  return author.id === botId && ((flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
}

/** The question that a reply to a command quotes, as far as it is shown. */
export function quotedQuestion(page: ShownPage): string | undefined {
  const [first = ''] = textsOf(page);
  return first.startsWith(quoteMark) ? plain(first.slice(quoteMark.length)) : undefined;
}

/** Its last text is the line that tells how the ask ended: no page follows. An answer's own text can look like it. */
export function seemsLast(page: APIMessage): boolean {
  return /^(?:\*\*|-# )/.test(textsOf(page).at(-1) ?? '');
}

/** What the model answered, from all pages of one reply. '' where there is no answer. */
export function shownAnswer(pages: readonly ShownPage[]): string {
  const [first] = pages;
  const isQuoted = first !== undefined && quotedQuestion(first) !== undefined;
  const parts = pages.flatMap(({ components = [] }) => components.flatMap(readComponent));
  const status = parts.findLastIndex(({ type }) => type === 'text');
  return parts
    .filter((_part, index) => index !== status && !(isQuoted && index === 0))
    .map(({ text }) => text)
    .filter((text) => !isSmall(text))
    .join('\n\n')
    .trim();
}

const quoteMark = '> ';

interface AnswerPart {
  type: 'text' | 'formula';
  text: string;
}

function readComponent(component: Component): AnswerPart[] {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return [{ type: 'text', text: plain(component.content) }];
    case ComponentType.MediaGallery:
      return component.items.flatMap(({ description }) =>
        description ? [{ type: 'formula', text: `$$\n${description}\n$$` } as const] : [],
      );
    default:
      return [];
  }
}

function textsOf({ components = [] }: ShownPage): string[] {
  return components.flatMap((component) =>
    component.type === ComponentType.TextDisplay ? [component.content] : [],
  );
}

/** Titles, and words about a file. */
function isSmall(text: string): boolean {
  return text.startsWith('-# ') && !text.includes('\n');
}

/** Code keeps its backslashes; elsewhere they keep Discord from reading marks. */
const codeOrEscape = /(```[\s\S]*?```|`[^`\n]+`)|\\([^0-9A-Za-z\s])/g;

function plain(markdown: string): string {
  return markdown
    .replaceAll(codeOrEscape, (_all, code?: string, sign?: string) => code ?? sign ?? '')
    .replaceAll('\u200B', '');
}
