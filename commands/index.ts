// All slash commands. The order is that of the list people see.
import type { Command } from '../src/gateway/command.ts';
import { createAskCommand, type AskCommandOptions } from './ask.ts';
import { createSettingsCommand, type SettingsCommandOptions } from './settings.ts';

export type CommandsOptions = AskCommandOptions & SettingsCommandOptions;

export function createCommands(options: CommandsOptions): Command[] {
  return [createAskCommand(options), createSettingsCommand(options)];
}
