import {
  ApplicationCommandType,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { createAskAboutCommand } from '../../../commands/ask-about.ts';
import type { RefuseFromMemory } from '../../../src/asks/refuse-from-memory.ts';
import type { Origin } from '../../../src/gateway/origin.ts';

const notNow = () => Promise.reject(new Error('not in this test'));

/** The menu of a message that holds nothing but this. */
function menuOf(content: string): MessageContextMenuCommandInteraction {
  const author = { id: '2', displayName: 'Mod' };
  const message = { id: '9', content, author, embeds: [], components: [], attachments: new Map() };
  return {
    id: '1',
    applicationId: '5',
    locale: 'en-US',
    guildId: null,
    channelId: '3',
    user: { id: '1' },
    authorizingIntegrationOwners: {},
    targetMessage: { ...message, messageSnapshots: { first: () => undefined } },
  } as unknown as MessageContextMenuCommandInteraction;
}

/** Not looked at before the message is read. */
const origin = {} as unknown as Origin;

/** As somebody sends it, who may have made up the id. */
function formOf(customId: string, userId: string): ModalSubmitInteraction {
  const given = { customId, locale: 'en-US', user: { id: userId } };
  return {
    ...given,
    components: [],
    fields: { fields: new Map() },
  } as unknown as ModalSubmitInteraction;
}

function commandWith(refuseFromMemory?: RefuseFromMemory) {
  return createAskAboutCommand({
    submitAsk: notNow,
    readAttachments: notNow,
    ...(refuseFromMemory && { refuseFromMemory }),
  });
}

describe('"Ask about this"', () => {
  it('stands in the menu of messages everywhere, without a description', () => {
    const { data } = commandWith();
    expect(data).toMatchObject({ type: ApplicationCommandType.Message, contexts: [0, 1, 2] });
    expect(data).not.toHaveProperty('description');
  });

  it('opens a form with one required question', async () => {
    const outcome = await commandWith().openForm(menuOf('The sky is green.'));
    expect(outcome).toMatchObject({
      type: 'form',
      form: {
        custom_id: 'Ask about this:1',
        components: [{ component: { custom_id: 'question', required: true } }],
      },
    });
  });

  it('remembers the message for nobody but whoever opened the form', async () => {
    const { openForm, runForm } = commandWith();
    await openForm(menuOf('The sky is green.'));
    const send = (userId: string) =>
      runForm({ interaction: formOf('Ask about this:1', userId), origin });
    expect(await send('2')).toEqual({
      type: 'told',
      text: 'The message is not remembered any more. Please open its menu again.',
    });
    await expect(send('1')).rejects.toThrow('not in this test');
  });

  it('refuses a message with nothing to read', async () => {
    expect(await commandWith().openForm(menuOf(' '))).toEqual({
      type: 'refused',
      code: 'SUBJECT_EMPTY',
    });
  });

  it('refuses from memory before there is a form', async () => {
    const refusal = { type: 'refused', code: 'MEMBER_BLOCKED' } as const;
    expect(await commandWith(() => refusal).openForm(menuOf('The sky is green.'))).toEqual(refusal);
  });
});
