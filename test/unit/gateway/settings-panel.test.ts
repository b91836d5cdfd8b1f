import { describe, expect, it } from 'vitest';
import { sections } from '../../../src/gateway/settings-sections.ts';
import { renderSettings } from '../../../src/gateway/settings-panel.ts';
import { renderShownSettings } from '../../../src/gateway/settings-shown.ts';
import type { Frame } from '../../../src/rendering/frame.ts';
import { maxMessageRoom, roomOf } from '../../../src/rendering/room.ts';
import { settingsWith } from '../../support/settings.ts';

const ids = Array.from({ length: 25 }, (_, index) => String(10n ** 19n + BigInt(index)));
const of = <Value>(value: Value) => Object.fromEntries(ids.map((id) => [id, value]));
const persona = '*'.repeat(2_000);

const full = settingsWith({
  persona,
  channelPersonas: of(persona),
  model: 'm'.repeat(200),
  channelModels: of('m'.repeat(200)),
  allowedChannelIds: ids,
  allowedRoleIds: ids,
  blockedMemberIds: ids,
  roleWeights: of(8),
});

const options = { hostAnswerTokens: 8_192, defaultModel: 'deepseek-r1:8b' };

/** All texts of a message, and how many components it has. */
function measure({ components }: Frame): { room: number; count: number } {
  const texts: string[] = [];
  let count = 0;
  JSON.stringify(components, (key, value: unknown) => {
    if (key === 'type') count += 1;
    if (key === 'content') texts.push(String(value));
    return value;
  });
  return { room: texts.reduce((room, text) => room + roomOf(text), 0), count };
}

describe.each(['en-US', 'ru'])('settings that are full, in %s', (locale) => {
  it.each(sections)('keep the limits of a message in the section %s', (section) => {
    const { room, count } = measure(renderSettings(full, { ...options, locale, section }));
    expect(room).toBeLessThanOrEqual(maxMessageRoom);
    // A default value has a type, too: 25 each of three menus.
    expect(count).toBeLessThanOrEqual(section === 'access' ? 40 + 75 : 40);
  });

  it.each([true, false])('keep them where they are shown; to a moderator: %s', (isModerator) => {
    const channelIds = ids.slice(0, 1);
    const shown = renderShownSettings(full, { ...options, locale, channelIds, isModerator });
    expect(measure(shown).room).toBeLessThanOrEqual(maxMessageRoom);
  });
});
