// What the bot says in English.
import { enCommands } from './en/commands.ts';
import { enConversations } from './en/conversations.ts';
import { enFailures, enRefusal } from './en/failures.ts';
import { enGpu } from './en/gpu.ts';
import { enModels } from './en/models.ts';
import { enAskAbout, enForget, enPrivacy } from './en/privacy.ts';
import { enHelp } from './en/help.ts';
import { enQueue } from './en/queue.ts';
import { enReply } from './en/reply.ts';
import { enSettings } from './en/settings.ts';
import type { Catalogue } from './icu.ts';
import type { Messages } from './messages.ts';

export const en: Catalogue<Messages> = {
  ...enReply,
  refusal: enRefusal,
  models: enModels,
  help: enHelp,
  queue: enQueue,
  settings: enSettings,
  commands: enCommands,
  gpu: enGpu,
  failures: enFailures,
  conversations: enConversations,
  privacy: enPrivacy,
  forget: enForget,
  askAbout: enAskAbout,
};
