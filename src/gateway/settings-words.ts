// What a server has chosen, in words.
import { messagesFor } from '../locales/messages-for.ts';
import { formatCount } from '../rendering/numbers.ts';
import type { ServerSettings } from '../settings/server-settings.ts';
import type { SettingsPanelOptions } from './settings-panel.ts';

/** A line for each. */
export function describeLimits(
  settings: ServerSettings,
  { locale, hostAnswerTokens }: SettingsPanelOptions,
): string {
  const { settings: words } = messagesFor(locale);
  const { fields, none } = words.limits;
  const { maxWaitingPerAsker, maxWaiting, maxAnswersPerDay, maxQuestionChars } = settings;
  const count = (value: number) => formatCount(value, locale);
  const lines = [
    [fields.maxWaitingPerAsker, count(maxWaitingPerAsker).text],
    [fields.maxWaiting, count(maxWaiting).text],
    [fields.maxAnswersPerDay, maxAnswersPerDay === null ? none : count(maxAnswersPerDay).text],
    [fields.maxAnswerTokens, count(answerTokensOf(settings, hostAnswerTokens)).text],
    [fields.maxQuestionChars, count(maxQuestionChars).text],
  ] as const;
  return lines.map(([{ label }, value]) => `${label}: ${value}`).join('\n');
}

/** The host may have lowered the own limit since the server chose. */
export function answerTokensOf(
  { maxAnswerTokens }: Pick<ServerSettings, 'maxAnswerTokens'>,
  hostAnswerTokens: number,
): number {
  return Math.min(maxAnswerTokens ?? hostAnswerTokens, hostAnswerTokens);
}

export function describeTurns({ roleWeights }: ServerSettings, locale: string): string {
  const { turns } = messagesFor(locale).settings;
  const shares = Object.entries(roleWeights).map(([id, weight]) =>
    turns.share(`<@&${id}>`, weight),
  );
  return shares.length === 0 ? turns.alike : shares.join(' · ');
}
