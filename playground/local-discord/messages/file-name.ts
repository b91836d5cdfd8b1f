// The names that Discord gives to uploaded files: ASCII letters and digits, `_`, `-` and dots, as werkzeug's
// `secure_filename` leaves them; references are cleaned alike (T:discord/discord-api-docs#7754, #7890).

const scheme = 'attachment://';

export function cleanFileName(name: string): string {
  const ascii = name.normalize('NFKD').replaceAll('/', ' ').trim().replaceAll(/\s+/g, '_');
  const plain = ascii.replaceAll(/[^\w.-]/g, '').replaceAll(/^[._]+|[._]+$/g, '');
  // Discord makes a name up then.
  return plain || 'unknown';
}

/** The address as Discord looks it up. Others than of uploaded files stay as they are. */
export function cleanReference(url: string): string {
  return url.startsWith(scheme) ? scheme + cleanFileName(url.slice(scheme.length)) : url;
}
