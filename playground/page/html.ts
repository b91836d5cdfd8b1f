// HTML that cannot be broken by what stands in it: what a template is given is escaped, unless it is HTML itself.

export interface Html {
  readonly html: string;
}

export type HtmlPart = string | number | Html | readonly Html[] | undefined;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Not named `html`: formatters rewrite the white space of templates of that name, and in messages it counts. */
export function markup(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  const texts = parts.map((part, index) => toSource(part) + (strings[index + 1] ?? ''));
  return { html: (strings[0] ?? '') + texts.join('') };
}

/** Of a program's own: never of what a message holds. */
export function trusted(source: string): Html {
  return { html: source };
}

function toSource(part: HtmlPart): string {
  if (part === undefined) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escape(part);
  return 'html' in part ? part.html : part.map((one) => one.html).join('');
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
