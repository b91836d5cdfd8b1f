// One ask as people see it: its reply on the local Discord, and the buttons under it.
import type {
  Interaction,
  LocalDiscord,
  LocalMessage,
  Person,
} from '../../playground/local-discord/index.ts';
import { inRuns } from './model-words.ts';
import { isFinal, readPage, readScreen, type Screen } from './screen.ts';

export interface AskOnScreen {
  readonly interaction: Interaction;
  /** The first page: the deferred response. */
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
  const followPresses = new Set<string>();

  function isPage(message: LocalMessage): boolean {
    if (message.isDeleted || message.channel !== interaction.channel) return false;
    const { interactionId, current, author } = message;
    if (current.pings.length > 0) return false;
    if (interactionId === interaction.id) return true;
    if (interactionId !== undefined && !followPresses.has(interactionId)) return false;
    const isByBot = author.id === discord.applicationId;
    return isByBot && message.createdAt >= interaction.createdAt && current.components.length > 0;
  }

  function reply(): LocalMessage {
    const { response } = interaction;
    if (!response) throw new Error(`the ask has no reply: ${interaction.state}`);
    return response;
  }

  const pages = (): LocalMessage[] => discord.allMessages().filter(isPage);
  const screen = (): Screen => readScreen(pages());

  const until: AskOnScreen['until'] = async (look, { timeoutMs = patienceMs } = {}) => {
    const found = discord.waitFor(() => look(screen()), { timeoutMs, what: String(look) });
    await found.catch((error: unknown) => {
      const { reasoning, answer, ...rest } = screen();
      const shown = { ...rest, reasoning: inRuns(reasoning), answer: inRuns(answer) };
      throw new Error(`${String(error)}\non the screen: ${JSON.stringify(shown)}`);
    });
    return screen();
  };

  return {
    interaction,
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
      if (button === 'Keep following') followPresses.add(press.id);
      return press;
    },
  };
}
