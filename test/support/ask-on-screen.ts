// One ask as people see it: its reply on the local Discord, and the buttons under it.
import type {
  Interaction,
  LocalDiscord,
  LocalMessage,
  Person,
} from '../../playground/local-discord/index.ts';
import { inRuns } from './model-words.ts';
import { isFinal, readPage, readScreen, type Screen } from './screen.ts';

export interface AskOnScreen extends ReplyOnScreen {
  readonly interaction: Interaction;
}

/** The same of an ask that a message brought. */
export interface ReplyOnScreen {
  /** The first page. */
  reply(): LocalMessage;
  /** All messages that the reply is made of, oldest first. */
  pages(): LocalMessage[];
  screen(): Screen;
  /** Every status line that has stood on the screen, in order, neighbours that are the same once. */
  statuses(): string[];
  /** Resolves when the screen shows what `look` wants. */
  until(look: (screen: Screen) => boolean, options?: UntilOptions): Promise<Screen>;
  /** Resolves when the status line matches. */
  shows(status: RegExp, options?: UntilOptions): Promise<Screen>;
  /** Resolves when the ending stands. */
  ends(options?: UntilOptions): Promise<Screen>;
  /** Presses a button where it stands now. By default the asker does. */
  press(button: string, by?: Person): Interaction;
}

export interface UntilOptions {
  timeoutMs?: number;
}

const patienceMs = 15_000;

/** What comes of the press is a part of the reply. */
const isOfReply = (button: string): boolean =>
  button === 'Keep following' || button === 'Try again';

export function watchAsk({
  discord,
  interaction,
  asker,
}: {
  discord: LocalDiscord;
  interaction: Interaction;
  asker: Person;
}): AskOnScreen {
  /** Their tokens post pages, too. */
  const ownPresses = new Set<string>();

  function isPage(message: LocalMessage): boolean {
    if (message.isDeleted || message.channel !== interaction.channel) return false;
    const { interactionId, current, author } = message;
    if (current.pings.length > 0) return false;
    if (interactionId === interaction.id) return true;
    if (interactionId !== undefined && !ownPresses.has(interactionId)) return false;
    // Words to the presser alone.
    if (message.onlyFor !== interaction.response?.onlyFor) return false;
    const isByBot = author.id === discord.applicationId;
    return isByBot && message.createdAt >= interaction.createdAt && current.components.length > 0;
  }

  function reply(): LocalMessage {
    const { response } = interaction;
    if (!response) throw new Error(`the ask has no reply: ${interaction.state}`);
    return response;
  }

  return {
    interaction,
    ...watchPages({
      discord,
      asker,
      reply,
      isPage,
      onPress: (press, button) => {
        if (isOfReply(button)) ownPresses.add(press.id);
      },
    }),
  };
}

/** A reply to what somebody wrote: it refers to that message. */
export function watchReplyTo(
  question: LocalMessage,
  { discord, asker }: { discord: LocalDiscord; asker: Person },
): ReplyOnScreen {
  const isFirst = ({ reference, isComponentsV2 }: LocalMessage): boolean =>
    isComponentsV2 && reference?.message === question;

  function reply(): LocalMessage {
    const found = discord.messages(question.channel).find(isFirst);
    if (!found) throw new Error('the message has no reply');
    return found;
  }

  /** Nothing tells a further page from that of another reply but its place. */
  function isPage(message: LocalMessage): boolean {
    const { channel } = question;
    if (message.isDeleted || message.channel !== channel) return false;
    const isOwn = (one: LocalMessage): boolean =>
      one.author.id === discord.applicationId && one.isComponentsV2;
    const begun = discord
      .messages(channel)
      .filter((one) => isOwn(one) && BigInt(one.id) <= BigInt(message.id))
      .findLast(({ reference, interactionId }) => reference ?? interactionId);
    return isOwn(message) && begun !== undefined && isFirst(begun);
  }

  return watchPages({ discord, asker, reply, isPage });
}

interface WatchedPages {
  discord: LocalDiscord;
  asker: Person;
  reply: () => LocalMessage;
  isPage: (message: LocalMessage) => boolean;
  onPress?: (press: Interaction, button: string) => void;
}

function watchPages({ discord, asker, reply, isPage, onPress }: WatchedPages): ReplyOnScreen {
  const pages = (): LocalMessage[] => discord.allMessages().filter(isPage);
  const screen = (): Screen => readScreen(pages());

  const until: ReplyOnScreen['until'] = async (look, { timeoutMs = patienceMs } = {}) => {
    const found = discord.waitFor(() => look(screen()), { timeoutMs, what: String(look) });
    await found.catch((error: unknown) => {
      const { reasoning, answer, ...rest } = screen();
      const shown = { ...rest, reasoning: inRuns(reasoning), answer: inRuns(answer) };
      throw new Error(`${String(error)}\non the screen: ${JSON.stringify(shown)}`);
    });
    return screen();
  };

  return {
    reply,
    pages,
    screen,
    statuses: () =>
      pages()
        .flatMap(({ versions }) => versions)
        .toSorted((one, other) => one.at - other.at)
        .map((version) => readPage(version).status)
        .filter((status, index, all) => status !== '' && status !== all[index - 1]),
    until,
    shows: (status, options) => until((shown) => status.test(shown.status), options),
    ends: (options) => until(() => pages().some(({ current }) => isFinal(current)), options),
    press: (button, by = asker) => {
      const holder = pages().findLast(({ buttons }) =>
        buttons.some(({ label }) => label === button),
      );
      const press = by.press(holder ?? reply(), button);
      onPress?.(press, button);
      return press;
    },
  };
}
