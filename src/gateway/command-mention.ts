// How a text names a command so that whoever reads it can press it.

/** Undefined while Discord does not have the commands yet. */
export type CommandId = (name: string) => string | undefined;

/**
 * `path` is the command's name, and that of its subcommand. Both in English: Discord neither finds nor shows a mention by
 * another name (discord-api-docs, issues 5462 and 5518), and typed it is found in every client.
 */
export function commandMention(path: string, commandId: CommandId): string {
  const [name = ''] = path.split(' ');
  const id = commandId(name);
  return id === undefined ? `\`/${path}\`` : `</${path}:${id}>`;
}
