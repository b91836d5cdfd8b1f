// The words the bot says, as one typed catalogue per language. Every layer that talks to people takes its words here.
import type { CommandWords } from './words/commands.ts';
import type { ConversationWords } from './words/conversations.ts';
import type { Failures, RefusalWords } from './words/failures.ts';
import type { GpuWords } from './words/gpu.ts';
import type { ModelsWords } from './words/models.ts';
import type { AskAboutWords, ForgetWords, PrivacyWords } from './words/privacy.ts';
import type { HelpWords } from './words/help.ts';
import type { QueueWords } from './words/queue.ts';
import type { ReplyWords } from './words/reply.ts';
import type { SettingsWords } from './words/settings.ts';

/** Texts that values bring along (names, models, times) are shown as given: the caller makes them safe. */
export interface Messages extends ReplyWords {
  refusal: RefusalWords;
  models: ModelsWords;
  help: HelpWords;
  queue: QueueWords;
  settings: SettingsWords;
  /** How Discord lists them. */
  commands: CommandWords;
  /** Told to operators. */
  gpu: GpuWords;
  /** Said by `failureWords`. */
  failures: Failures;
  conversations: ConversationWords;
  privacy: PrivacyWords;
  forget: ForgetWords;
  askAbout: AskAboutWords;
}
