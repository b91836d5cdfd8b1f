// Reads what was chosen in a menu of /settings. A custom id and values can be made up, so both are checked.
import { readChange, type ServerSettings } from '../settings/server-settings.ts';
import { settingIds } from './setting-ids.ts';

/** The choice of no language: Discord's own for the server. */
export const asDiscord = 'discord';

/** Nothing when this version offers no such choice. */
export function readChoice(customId: string, values: readonly string[]): Partial<ServerSettings> {
  switch (customId) {
    case settingIds.reasoningDisplay:
      return checked({ reasoningDisplay: values[0] });
    case settingIds.answersInThreads:
      return checked({ answersInThreads: values[0] === 'yes' });
    case settingIds.language:
      return checked({ language: values[0] === asDiscord ? null : values[0] });
    case settingIds.pingsAsker:
      return checked({ pingsAsker: values[0] === 'yes' });
    case settingIds.allowedChannelIds:
      return checked({ allowedChannelIds: values });
    case settingIds.allowedRoleIds:
      return checked({ allowedRoleIds: values });
    case settingIds.blockedMemberIds:
      return checked({ blockedMemberIds: values });
    default:
      return {};
  }
}

function checked(change: object): Partial<ServerSettings> {
  return readChange(change) ?? {};
}
