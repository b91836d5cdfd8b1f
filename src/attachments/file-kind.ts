// What a file is. Its content counts; name and type are only looked at to spare the download of what is hopeless.

const signatures: readonly (readonly (number | undefined)[])[] = [
  // PNG, JPEG, GIF ("GIF8"), WebP ("RIFF", its length, "WEBP").
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x49, 0x46, 0x46, undefined, undefined, undefined, undefined, 0x57, 0x45, 0x42, 0x50],
];

/** Of the kinds that models see. */
export function isPicture(head: Uint8Array): boolean {
  return signatures.some((signature) =>
    signature.every((byte, place) => byte === undefined || head[place] === byte),
  );
}

const seenPictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
/** By their ends Discord takes TypeScript for films, and drawings in SVG are text. */
const mistakenTypes = new Set(['video/mp2t', 'video/vnd.dlna.mpeg-tts', 'image/svg+xml']);

const hopelessTypes =
  /^(?:audio|font|image|video)\/|^application\/(?:gzip|pdf|zip|msword|vnd\.ms-|vnd\.(?:oasis|openxmlformats)|(?:vnd\.|x-)?(?:7z|bzip|gzip|rar|tar|zip))/;

function typeOf(contentType: string | null): string {
  const [type = ''] = (contentType ?? '').toLowerCase().split(';');
  return type.trim();
}

/** Neither text nor a picture of those kinds. */
export function isHopeless(contentType: string | null): boolean {
  const type = typeOf(contentType);
  return !seenPictures.has(type) && !mistakenTypes.has(type) && hopelessTypes.test(type);
}

/** As Discord takes it. */
export function seemsPicture({ contentType }: { contentType: string | null }): boolean {
  return seenPictures.has(typeOf(contentType));
}
