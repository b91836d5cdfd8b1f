// All commands. The order is that of the list people see.
import type { AnyCommand } from '../src/gateway/command.ts';
import { createAskAboutCommand, type AskAboutCommandOptions } from './ask-about.ts';
import { createAskCommand, type AskCommandOptions } from './ask.ts';
import { createForgetCommand, type ForgetCommandOptions } from './forget.ts';
import { createGpuCommand, type GpuCommandOptions } from './gpu.ts';
import { createHelpCommand, type HelpCommandOptions } from './help.ts';
import { createModelCommand, type ModelCommandOptions } from './model.ts';
import { createNewCommand, type NewCommandOptions } from './new.ts';
import { createPrivacyCommand, type PrivacyCommandOptions } from './privacy.ts';
import { createQueueCommand, type QueueCommandOptions } from './queue.ts';
import { createSettingsCommand, type SettingsCommandOptions } from './settings.ts';

export type CommandsOptions = AskCommandOptions &
  AskAboutCommandOptions &
  ForgetCommandOptions &
  GpuCommandOptions &
  HelpCommandOptions &
  ModelCommandOptions &
  NewCommandOptions &
  PrivacyCommandOptions &
  QueueCommandOptions &
  SettingsCommandOptions;

export function createCommands(options: CommandsOptions): AnyCommand[] {
  const commands: readonly AnyCommand[] = [
    createAskCommand(options),
    createAskAboutCommand(options),
    createNewCommand(options),
    createQueueCommand(options),
    createModelCommand(options),
    createSettingsCommand(options),
    createGpuCommand(options),
    createPrivacyCommand(options),
    createForgetCommand(options),
  ];
  return [...commands, createHelpCommand({ ...options, commands })];
}
