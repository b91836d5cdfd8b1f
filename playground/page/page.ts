// Messages of a channel as one HTML page that needs nothing else, as Discord's desktop client shows them. Pure.
import { markup, trusted } from './html.ts';
import type { MarkdownOptions } from './markdown.ts';
import { drawMessage, type PageMessage } from './message.ts';
import { styles } from './styles.ts';

export interface PageOptions {
  messages: readonly PageMessage[];
  theme?: 'dark' | 'light';
  /** Whether what is covered is shown; by default it waits for a click. */
  areSpoilersOpen?: boolean;
  nameOf?: MarkdownOptions['nameOf'];
}

/** A whole document. What is to be seen stands in its `main`, as wide as the window. */
export function drawPage(options: PageOptions): string {
  const { messages, theme = 'dark', areSpoilersOpen = false, nameOf = () => undefined } = options;
  const drawn = messages.map((message, index) =>
    drawMessage(message, { previous: messages[index - 1], areSpoilersOpen, nameOf }),
  );
  return markup`<!doctype html>
<html lang="en" class="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Aloud</title>
<style>${trusted(styles)}</style>
</head>
<body><main>${drawn}</main></body>
</html>
`.html;
}
