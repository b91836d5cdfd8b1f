// The one message of /settings: what a server has chosen, and the menus to choose otherwise.
import {
  ComponentType,
  type APIActionRowComponent,
  type APIMessageTopLevelComponent,
  type APIStringSelectComponent,
} from 'discord.js';
import { reasoningDisplays } from '../asks/ask.ts';
import type { ChoiceWords } from '../locales/messages.ts';
import { messagesFor } from '../locales/messages-for.ts';
import type { Frame } from '../rendering/frame.ts';
import type { ServerSettings } from '../settings/server-settings.ts';

const reasoningDisplayId = 'settings:reasoningDisplay';

export function renderSettings({ reasoningDisplay }: ServerSettings, locale: string): Frame {
  const { settings: words } = messagesFor(locale);
  const { title, choices } = words.reasoningDisplay;
  return {
    components: [
      text(`### ${words.title}\n-# ${words.whenChoicesCount}`),
      text(`**${title}** · ${choices[reasoningDisplay].label}`),
      menu(reasoningDisplayId, { choices, chosen: reasoningDisplay }),
    ],
    files: [],
  };
}

/** What was chosen in a menu of the message; nothing when this version offers no such choice. */
export function readChoice(customId: string, values: readonly string[]): Partial<ServerSettings> {
  const reasoningDisplay = reasoningDisplays.find((display) => values.includes(display));
  const isOffered = customId === reasoningDisplayId && reasoningDisplay !== undefined;
  return isOffered ? { reasoningDisplay } : {};
}

function text(content: string): APIMessageTopLevelComponent {
  return { type: ComponentType.TextDisplay, content };
}

function menu(
  customId: string,
  { choices, chosen }: { choices: Record<string, ChoiceWords>; chosen: string },
): APIActionRowComponent<APIStringSelectComponent> {
  const options = Object.entries(choices).map(([value, words]) => ({
    value,
    ...words,
    default: value === chosen,
  }));
  const select = { type: ComponentType.StringSelect, custom_id: customId, options } as const;
  return { type: ComponentType.ActionRow, components: [select] };
}
