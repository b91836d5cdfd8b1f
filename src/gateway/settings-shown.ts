// What /settings show tells: all that holds in a channel, to be read and not to be changed.
import { messagesFor } from '../locales/messages-for.ts';
import type { ChoiceWords, MenuWords } from '../locales/words/settings.ts';
import { type Frame, textDisplay } from '../rendering/frame.ts';
import { showName } from '../rendering/quoted-words.ts';
import { maxMessageRoom, roomOf } from '../rendering/room.ts';
import type { ServerSettings } from '../settings/server-settings.ts';
import { asDiscord } from './settings-choice.ts';
import type { SettingsPanelOptions } from './settings-panel.ts';
import { quotePersona } from './settings-persona.ts';
import { describeLimits, describeTurns } from './settings-words.ts';

export interface ShownSettingsOptions extends SettingsPanelOptions {
  /** The channel and what it stands in, nearest first. */
  channelIds: readonly string[];
  /** Moderators see the words of the persona, and who is blocked. */
  isModerator: boolean;
}

/** What holds in a place, and whose choice it is. */
interface Holding {
  value: string;
  whose: 'ofHost' | 'ofServer' | 'ofChannel';
}

/** The mark and the ellipsis of a quote, a line break, and what displays count. */
const quoteMargin = 100;

export function renderShownSettings(
  settings: ServerSettings,
  options: ShownSettingsOptions,
): Frame {
  const { settings: words } = messagesFor(options.locale);
  const persona = personaHere(settings, options.channelIds);
  const before = [`### ${words.shown.title}`, ...modelLines(settings, options, persona)].join('\n');
  const after = [
    ...answerLines(settings, options.locale),
    ...accessLines(settings, options),
    `**${words.turns.title}** · ${describeTurns(settings, options.locale)}`,
  ].join('\n');
  const limits = `**${words.limits.title}**\n${describeLimits(settings, options)}`;
  // Escaping can double it.
  const room = (maxMessageRoom - roomOf(before) - roomOf(after + limits) - quoteMargin) / 2;
  const quotes = persona && options.isModerator ? [quotePersona(persona.value, room)] : [];
  const texts = [[before, ...quotes].join('\n'), after, limits];
  return { components: texts.map(textDisplay), files: [] };
}

function modelLines(
  settings: ServerSettings,
  { locale, channelIds, defaultModel }: ShownSettingsOptions,
  persona: Holding | undefined,
): string[] {
  const { settings: words } = messagesFor(locale);
  const model = holding(channelIds, {
    ofChannel: settings.channelModels,
    ofServer: settings.model,
  });
  const { value, whose } = model ?? { value: defaultModel, whose: 'ofHost' };
  return [
    `**${words.model.title}** · ${showName(value)} (${words.shown[whose]})`,
    `**${words.persona.title}** · ${persona ? words.shown[persona.whose] : words.persona.none}`,
  ];
}

function personaHere(
  { persona, channelPersonas }: ServerSettings,
  channelIds: readonly string[],
): Holding | undefined {
  return holding(channelIds, { ofChannel: channelPersonas, ofServer: persona });
}

interface Choices {
  ofChannel: Readonly<Record<string, string>>;
  ofServer: string | null;
}

function holding(
  channelIds: readonly string[],
  { ofChannel, ofServer }: Choices,
): Holding | undefined {
  const value = channelIds.map((id) => ofChannel[id]).find((chosen) => chosen !== undefined);
  if (value !== undefined) return { value, whose: 'ofChannel' };
  return ofServer === null ? undefined : { value: ofServer, whose: 'ofServer' };
}

function answerLines(settings: ServerSettings, locale: string): string[] {
  const { reasoningDisplay, threads, pings, language } = messagesFor(locale).settings;
  const yesOrNo = (is: boolean) => (is ? 'yes' : 'no');
  const line = ({ title }: { title: string }, { label }: ChoiceWords) => `**${title}** · ${label}`;
  return [
    line(reasoningDisplay, reasoningDisplay.choices[settings.reasoningDisplay]),
    line(threads, threads.choices[yesOrNo(settings.answersInThreads)]),
    line(pings, pings.choices[yesOrNo(settings.pingsAsker)]),
    line(language, language.choices[settings.language ?? asDiscord]),
  ];
}

function accessLines(
  { allowedChannelIds, allowedRoleIds, blockedMemberIds }: ServerSettings,
  { locale, isModerator }: ShownSettingsOptions,
): string[] {
  const { channels, roles, blocked } = messagesFor(locale).settings;
  const mentions = (ids: readonly string[], mark: string) =>
    ids.map((id) => `<${mark}${id}>`).join(' ');
  const line = ({ title, nothingChosen }: MenuWords, chosen: string) =>
    `**${title}** · ${chosen || nothingChosen}`;
  return [
    line(channels, mentions(allowedChannelIds, '#')),
    line(roles, mentions(allowedRoleIds, '@&')),
    ...(isModerator ? [line(blocked, mentions(blockedMemberIds, '@'))] : []),
  ];
}
