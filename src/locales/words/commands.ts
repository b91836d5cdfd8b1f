// How people find the commands: what each is called, and what Discord tells of it.

/** A command, a subcommand or an option of one, by the names that it has in English. Those of menus begin with a capital. */
export type CommandPath =
  | 'ask'
  | 'ask prompt'
  | 'ask model'
  | 'ask private'
  | 'ask file'
  | 'Ask about this'
  | 'privacy'
  | 'forget'
  | 'new'
  | 'queue'
  | 'settings'
  | 'settings show'
  | 'settings edit'
  | 'help'
  | 'gpu'
  | 'gpu pause'
  | 'gpu pause minutes'
  | 'gpu pause reason'
  | 'gpu pause stop-running'
  | 'gpu resume'
  | 'gpu status'
  | 'model'
  | 'model list'
  | 'model info'
  | 'model info model'
  | 'model use'
  | 'model use model'
  | 'model use channel'
  | 'model pull'
  | 'model pull model'
  | 'model pull worker'
  | 'model remove'
  | 'model remove model'
  | 'model remove worker'
  | 'model unload'
  | 'model unload model'
  | 'model unload worker'
  | 'model allow'
  | 'model allow model'
  | 'model deny'
  | 'model deny model';

/**
 * https://discord.com/developers/docs/interactions/application-commands: a name has up to 32 characters, in lower case
 * and without blanks but for menus, and a description up to 100. In English the name is the last of the path: our code
 * knows it by that.
 */
export interface CommandText {
  name: string;
  description: string;
}

export type CommandWords = Record<CommandPath, CommandText>;
