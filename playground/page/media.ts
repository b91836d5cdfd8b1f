// Pictures and files of a message. What was uploaded stands in the page itself, so that the page needs no network.
import { markup, type Html } from './html.ts';
import { coveredBlock, type SpoilerOptions } from './spoiler.ts';

export interface PageFile {
  name: string;
  contentType: string;
  content: Buffer;
}

export interface MediaOptions extends SpoilerOptions {
  /** What `attachment://name` stands for. */
  files: readonly PageFile[];
}

export interface Picture {
  media: { url: string };
  description?: string | null | undefined;
  spoiler?: boolean | undefined;
}

/** One picture stands whole, in its own size if there is room; several share a mosaic, which crops them. */
export function drawGallery(pictures: readonly Picture[], options: MediaOptions): Html {
  const kind = pictures.length === 1 ? 'single' : `mosaic columns-${columnsOf(pictures.length)}`;
  const items = pictures.map(
    (picture) => markup`<figure>${drawPicture(picture, options)}</figure>`,
  );
  return markup`<div class="gallery ${kind}">${items}</div>`;
}

const columnsOf = (count: number): 2 | 3 => (count === 2 || count === 4 ? 2 : 3);

export function drawPicture(picture: Picture, options: MediaOptions): Html {
  const { media, description, spoiler } = picture;
  const shown = image(addressOf(media.url, options), description ?? '');
  return spoiler ? coveredBlock(shown, options) : shown;
}

const image = (address: string, description: string): Html =>
  markup`<img src="${address}" alt="${description}">`;

export function drawUploadedPicture({ contentType, content }: PageFile): Html {
  return markup`<div class="gallery single"><figure>${image(dataUrl(contentType, content), '')}</figure></div>`;
}

export function isPicture({ contentType }: PageFile): boolean {
  return contentType.startsWith('image/');
}

export function drawFile(
  { url, spoiler }: { url: string; spoiler?: boolean | undefined },
  options: MediaOptions,
): Html {
  const name = url.replace(/^attachment:\/\//, '');
  const file = options.files.find((candidate) => candidate.name === name);
  const card = drawFileCard({ name, size: file?.content.length });
  return spoiler ? coveredBlock(card, options) : card;
}

export function drawFileCard({ name, size }: { name: string; size: number | undefined }): Html {
  const sizeLine = size === undefined ? undefined : markup`<small>${sizeText(size)}</small>`;
  return markup`<div class="file">
    <i class="icon"></i>
    <div><a>${name}</a>${sizeLine}</div>
  </div>`;
}

function addressOf(url: string, { files }: MediaOptions): string {
  const file = files.find(({ name }) => url === `attachment://${name}`);
  return file ? dataUrl(file.contentType, file.content) : url;
}

function dataUrl(contentType: string, content: Buffer): string {
  return `data:${contentType};base64,${content.toString('base64')}`;
}

/** As Discord counts: 1 KB is 1,024 bytes. */
function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${kilobytes.toFixed(2)} KB` : `${(kilobytes / 1024).toFixed(2)} MB`;
}
