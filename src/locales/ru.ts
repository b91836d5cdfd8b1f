// What the bot says in Russian.
import { ruCommands } from './ru/commands.ts';
import { ruConversations } from './ru/conversations.ts';
import { ruFailures, ruRefusal } from './ru/failures.ts';
import { ruGpu } from './ru/gpu.ts';
import { ruModels } from './ru/models.ts';
import { ruAskAbout, ruForget, ruPrivacy } from './ru/privacy.ts';
import { ruHelp } from './ru/help.ts';
import { ruQueue } from './ru/queue.ts';
import { ruReply } from './ru/reply.ts';
import { ruSettings } from './ru/settings.ts';
import type { Catalogue } from './icu.ts';
import type { Messages } from './messages.ts';

export const ru: Catalogue<Messages> = {
  ...ruReply,
  refusal: ruRefusal,
  help: ruHelp,
  queue: ruQueue,
  settings: ruSettings,
  commands: ruCommands,
  conversations: ruConversations,
  gpu: ruGpu,
  models: ruModels,
  privacy: ruPrivacy,
  forget: ruForget,
  askAbout: ruAskAbout,
  failures: ruFailures,
};
