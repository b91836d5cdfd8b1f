// All slash commands. The order is that of the list people see.
import type { Command } from '../src/gateway/command.ts';
import { createAskCommand, type AskCommandOptions } from './ask.ts';
import { createGpuCommand, type GpuCommandOptions } from './gpu.ts';
import { createQueueCommand, type QueueCommandOptions } from './queue.ts';
import { createSettingsCommand, type SettingsCommandOptions } from './settings.ts';

export type CommandsOptions = AskCommandOptions &
  GpuCommandOptions &
  QueueCommandOptions &
  SettingsCommandOptions;

export function createCommands(options: CommandsOptions): Command[] {
  return [
    createAskCommand(options),
    createQueueCommand(options),
    createSettingsCommand(options),
    createGpuCommand(options),
  ];
}
