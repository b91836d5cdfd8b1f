// The persona in /settings: what the model is told before each question, in the server and in single channels.
import {
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
  type APILabelComponent,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
} from 'discord.js';
import { messagesFor } from '../locales/messages-for.ts';
import { textDisplay } from '../rendering/frame.ts';
import { escapeMarkdown } from '../rendering/quoted-words.ts';
import { takeRoom } from '../rendering/room.ts';
import { maxChosenIds, maxPersonaChars } from '../settings/bounds.ts';
import { readChange, type ServerSettings } from '../settings/server-settings.ts';
import type { FormReading, SentForm } from './read-settings-form.ts';
import { settingIds } from './setting-ids.ts';
import { askableChannels, button } from './settings-menus.ts';

/** Custom ids of the fields of both forms. */
const personaFields = { text: 'persona', channel: 'channel' } as const;

/** The form shows all of it. */
const excerptRoom = 300;

/** On one line: nothing in it is markup. */
export function quotePersona(persona: string, maxRoom: number): string {
  const shown = takeRoom(persona, maxRoom);
  return `> ${escapeMarkdown(shown)}${shown.length < persona.length ? '…' : ''}`;
}

export function personaParts(
  { persona, channelPersonas }: ServerSettings,
  locale: string,
): APIMessageTopLevelComponent[] {
  const { persona: words } = messagesFor(locale).settings;
  const count = [...(persona ?? '')].length;
  const amount = count === 0 ? words.none : words.counted({ count, max: maxPersonaChars });
  const quote = persona === null ? '' : `${quotePersona(persona, excerptRoom)}\n`;
  const channels = Object.keys(channelPersonas).map((id) => `<#${id}>`);
  return [
    textDisplay(`**${words.title}** · ${amount}\n${quote}-# ${words.takesRoom}`),
    button(settingIds.persona, words.change),
    textDisplay(`**${words.ofChannels}** · ${channels.join(' ') || words.none}`),
    button(settingIds.channelPersona, words.changeChannel),
  ];
}

export function personaForm(
  { persona }: ServerSettings,
  locale: string,
): APIModalInteractionResponseCallbackData {
  return {
    custom_id: settingIds.persona,
    title: messagesFor(locale).settings.persona.formTitle,
    components: [textField(persona ?? '', locale)],
  };
}

/** `channelId`: the channel that is proposed, which is the one where the panel stands. */
export function channelPersonaForm(
  { channelPersonas }: ServerSettings,
  { locale, channelId }: { locale: string; channelId: string | undefined },
): APIModalInteractionResponseCallbackData {
  const { persona: words } = messagesFor(locale).settings;
  const known = channelId === undefined ? [] : [channelId];
  return {
    custom_id: settingIds.channelPersona,
    title: words.channelFormTitle,
    components: [
      {
        type: ComponentType.Label,
        label: words.channel.label,
        description: words.channel.hint,
        component: {
          type: ComponentType.ChannelSelect,
          custom_id: personaFields.channel,
          channel_types: askableChannels,
          default_values: known.map((id) => ({ id, type: SelectMenuDefaultValueType.Channel })),
        },
      },
      textField(known.map((id) => channelPersonas[id] ?? '').join(''), locale),
    ],
  };
}

function textField(value: string, locale: string): APILabelComponent {
  const { text } = messagesFor(locale).settings.persona;
  return {
    type: ComponentType.Label,
    label: text.label,
    description: text.hint,
    component: {
      type: ComponentType.TextInput,
      custom_id: personaFields.text,
      style: TextInputStyle.Paragraph,
      required: false,
      max_length: maxPersonaChars,
      ...(value !== '' && { value }),
    },
  };
}

export function readPersonaForm(form: SentForm, locale: string): FormReading {
  const persona = form.text(personaFields.text).trim() || null;
  return reading(readChange({ persona }), tooLong(locale));
}

/**
 * An empty text takes the persona of the channel away. Channels that are gone leave the list: nobody can choose them any
 * more.
 */
export function readChannelPersonaForm(
  form: SentForm,
  { channelPersonas }: ServerSettings,
  { locale, hasChannel }: { locale: string; hasChannel: (channelId: string) => boolean },
): FormReading {
  const { persona: words } = messagesFor(locale).settings;
  const text = form.text(personaFields.text).trim();
  const [channelId = ''] = form.chosen(personaFields.channel);
  if (text !== '' && !hasChannel(channelId)) return problem(words.channelGone);
  const others = Object.entries(channelPersonas).filter(
    ([id]) => id !== channelId && hasChannel(id),
  );
  if (text === '')
    return { type: 'change', change: { channelPersonas: Object.fromEntries(others) } };
  if (others.length >= maxChosenIds) return problem(words.tooManyChannels({ max: maxChosenIds }));
  const changed = Object.fromEntries([...others, [channelId, text]]);
  return reading(readChange({ channelPersonas: changed }), tooLong(locale));
}

function tooLong(locale: string): string {
  return messagesFor(locale).settings.persona.tooLong({ max: maxPersonaChars });
}

function reading(change: Partial<ServerSettings> | undefined, words: string): FormReading {
  return change ? { type: 'change', change } : problem(words);
}

function problem(words: string): FormReading {
  return { type: 'problems', problems: [words] };
}
