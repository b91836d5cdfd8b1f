// "Show my answer" of /queue: an answer that could be shown nowhere else, to its asker alone.
import { MessageFlags, PermissionFlagsBits, type RepliableInteraction } from 'discord.js';
import type { Ask } from '../asks/ask.ts';
import type { AskStore } from '../asks/ask-store.ts';
import type { KeptAnswers } from '../asks/kept-answers.ts';
import type { Frame } from '../rendering/frame.ts';
import { renderReply } from '../rendering/reply.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import type { Transcript } from '../token-log/transcript.ts';
import { whileSomebodyWaits } from './while-somebody-waits.ts';

export interface ShowKeptOptions {
  askStore: Pick<AskStore, 'get'>;
  keptAnswers: Pick<KeptAnswers, 'has'>;
  tokenLog: Pick<TokenLog, 'read' | 'now'>;
}

/** False when it is not kept for this person (any more). Throws LINE_UNAVAILABLE when Redis does not answer in time. */
export type ShowKept = (interaction: RepliableInteraction, askId: string) => Promise<boolean>;

interface KeptReply {
  ask: Ask;
  transcript: Transcript;
  /** On the clock of the transcript. */
  now: number;
}

/** Where the application is installed for a user alone, an interaction takes no more (Discord: error 40094). */
const maxFollowUps = 5;

export function createShowKept({ askStore, keptAnswers, tokenLog }: ShowKeptOptions): ShowKept {
  async function read(askerId: string, askId: string): Promise<KeptReply | undefined> {
    // The id was chosen in a menu, or made up.
    if (!(await keptAnswers.has(askerId, askId))) return undefined;
    const [ask, transcript] = await Promise.all([askStore.get(askId), tokenLog.read(askId)]);
    return ask && transcript && { ask, transcript, now: await tokenLog.now() };
  }

  return async (interaction, askId) => {
    const kept = await whileSomebodyWaits(read(interaction.user.id, askId));
    if (!kept) return false;
    for (const frame of framesOf(kept, interaction)) await addPage(interaction, frame);
    return true;
  };
}

/** As the reply would be, in the reader's language. There is nobody who waits for pictures: formulas stay code. */
function framesOf({ ask, transcript, now }: KeptReply, interaction: RepliableInteraction): Frame[] {
  const { id, question, model, reasoningDisplay, askedAt } = ask;
  const { locale, appPermissions } = interaction;
  return renderReply({
    askId: id,
    question,
    model,
    reasoningDisplay,
    isPrivate: true,
    locale,
    transcript,
    askedAt,
    now,
    place: undefined,
    hasWorker: true,
    maxPages: maxFollowUps,
    canAttach: appPermissions.has(PermissionFlagsBits.AttachFiles),
  });
}

/** Seen by nobody else. */
async function addPage({ webhook }: RepliableInteraction, frame: Frame): Promise<void> {
  const { IsComponentsV2, Ephemeral, SuppressEmbeds } = MessageFlags;
  await webhook.send({
    components: frame.components,
    files: frame.files.map(({ name, content }) => ({ name, attachment: Buffer.from(content) })),
    flags: IsComponentsV2 | Ephemeral | SuppressEmbeds,
    allowedMentions: { parse: [] },
  });
}
