// The parts of the panel of /settings. It shows one at a time, and keeps to it: what was used last stands in it.
import type { SettingsSection } from '../locales/words/settings.ts';
import { settingIds } from './setting-ids.ts';

/** In the order of the menu. */
const idsOf: Record<SettingsSection, readonly string[]> = {
  answers: [
    settingIds.reasoningDisplay,
    settingIds.answersInThreads,
    settingIds.pingsAsker,
    settingIds.language,
  ],
  limits: [settingIds.limits, settingIds.turns],
  access: [settingIds.allowedChannelIds, settingIds.allowedRoleIds, settingIds.blockedMemberIds],
  model: [settingIds.persona, settingIds.channelPersona],
};

export const sections = [
  'answers',
  'limits',
  'access',
  'model',
] as const satisfies readonly SettingsSection[];

/** By what was used, and what was chosen with it. Anything else leads to the first. */
export function sectionOf(customId: string, values: readonly string[] = []): SettingsSection {
  const found =
    customId === settingIds.section
      ? sections.find((section) => section === values[0])
      : sections.find((section) => idsOf[section].includes(customId));
  return found ?? sections[0];
}
