// /queue over the local Discord, as somebody sees and uses it.
import type {
  Channel,
  Interaction,
  LocalMessage,
  Person,
} from '../../playground/local-discord/index.ts';
import type { World } from './world.ts';

export interface QueuePanel {
  message: LocalMessage;
  text(): string;
  /** What the menu to cancel offers, as it is read: label and description. */
  offered(): string[];
  /** Resolves when the list is written anew. */
  refresh(): Promise<string>;
  /** By a part of what the menu says of it. Resolves when the list is written anew. */
  cancel(wanted: string): Promise<Interaction>;
  /** Resolves when the list shows what matches. */
  shows(wanted: RegExp): Promise<string>;
}

interface Option {
  value: string;
  label: string;
  description?: string | undefined;
}

export async function openQueue(
  { discord }: Pick<World, 'discord'>,
  person: Person,
  channel?: Channel,
): Promise<QueuePanel> {
  const command = person.command('queue', {}, channel ? { channel } : {});
  const message = await discord.waitFor(() =>
    command.response?.isLoading === false ? command.response : undefined,
  );

  const options = (): Option[] =>
    message.selects
      .filter(({ custom_id: id }) => id === 'queue:cancel')
      .flatMap((select) => ('options' in select ? select.options : []));
  const readOption = ({ label, description = '' }: Option): string => `${label} | ${description}`;

  async function shownAnew<T>(work: () => T): Promise<T> {
    const before = message.versions.length;
    const used = work();
    await discord.waitFor(() => message.versions.length > before);
    return used;
  }

  const panel: QueuePanel = {
    message,
    text: () => message.text,
    offered: () => options().map(readOption),
    refresh: async () => {
      await shownAnew(() => person.press(message, 'Refresh'));
      return message.text;
    },
    cancel: async (wanted) => {
      const value = options().find((option) => readOption(option).includes(wanted))?.value ?? '';
      return shownAnew(() => person.select(message, 'queue:cancel', [value]));
    },
    shows: async (wanted) => {
      while (!wanted.test(message.text)) await panel.refresh();
      return message.text;
    },
  };
  return panel;
}
