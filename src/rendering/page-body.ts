// The part of an answer that stands on one page, as components of its message.
import {
  type APIMessageTopLevelComponent,
  ComponentType,
  SeparatorSpacingSize,
} from 'discord-api-types/v10';
import { graphemeStart } from './characters.ts';
import { attachmentUrl, type Frame, type FrameFile, textDisplay } from './frame.ts';
import type { FormulaLook } from './formula-picture.ts';
import { partMasks } from './markdown/mask-ends.ts';
import { takeFileName } from './file-names.ts';
import type { PagePart } from './pages/page.ts';

/** Of a picture's description (discord-api-docs, components/reference). */
const maxDescriptionChars = 1_024;

export interface PageBodyInput {
  parts: readonly PagePart[];
  /** The look of each formula of the page, in order. */
  looks: readonly FormulaLook[];
  /** `false`: code is not added as a file. */
  canAttach: boolean;
}

/** A thing on the page: texts side by side become one display, rules only part other things. */
type Block =
  | { type: 'text'; text: string }
  | { type: 'rule' }
  | { type: 'thing'; component: APIMessageTopLevelComponent };

export function renderPageBody({ parts, looks, canAttach }: PageBodyInput): Frame {
  const files = new Map<string, FrameFile>();
  const nextLook = looks.values();
  const blocks = parts.flatMap((part): Block[] => {
    switch (part.type) {
      case 'text':
      case 'rule':
        return [part];
      case 'formula':
        return [formulaBlock(part, nextLook.next().value ?? 'refused', files)];
      case 'file':
        return canAttach ? [fileBlock(part, files)] : [];
      default:
        return part satisfies never;
    }
  });
  return { components: join(blocks).map(componentOf), files: [...files.values()] };
}

type FilesByName = Map<string, FrameFile>;

/** The same formula twice is one file that two galleries show. */
function formulaBlock(
  { tex, code }: Extract<PagePart, { type: 'formula' }>,
  look: FormulaLook,
  files: FilesByName,
): Block {
  if (typeof look === 'string') return { type: 'text', text: code };
  files.set(look.fileName, { name: look.fileName, content: look.png });
  const media = { url: attachmentUrl(look.fileName) };
  const item = { media, description: descriptionOf(tex) };
  return { type: 'thing', component: { type: ComponentType.MediaGallery, items: [item] } };
}

function descriptionOf(tex: string): string {
  if (tex.length <= maxDescriptionChars) return tex;
  return `${tex.slice(0, graphemeStart(tex, maxDescriptionChars - 1))}…`;
}

function fileBlock(part: Extract<PagePart, { type: 'file' }>, files: FilesByName): Block {
  const name = takeFileName(part.name, files);
  files.set(name, { name, content: part.content });
  const file = { url: attachmentUrl(name) };
  return { type: 'thing', component: { type: ComponentType.File, file } };
}

/** Texts that follow each other as one, and no rule but between two things. */
function join(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const before = joined.at(-1);
    if (block.type === 'rule' && before?.type !== 'text' && before?.type !== 'thing') continue;
    if (block.type === 'text' && before?.type === 'text')
      joined[joined.length - 1] = { type: 'text', text: `${before.text}\n${block.text}` };
    else joined.push(block);
  }
  return joined.at(-1)?.type === 'rule' ? joined.slice(0, -1) : joined;
}

function componentOf(block: Block): APIMessageTopLevelComponent {
  switch (block.type) {
    case 'text':
      return textDisplay(partMasks(block.text));
    case 'rule':
      return { type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small };
    case 'thing':
      return block.component;
    default:
      return block satisfies never;
  }
}
