import { GatewayIntentBits } from 'discord.js';
import type { AnySelectMenuInteraction, Client, ModalSubmitInteraction } from 'discord.js';
import { ChannelType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { answering, askAndDefer, logIn, openDiscord, restOf } from './open.ts';

// https://discord.com/developers/docs/components/reference
const types = { user: 5, role: 6, mentionable: 7, channel: 8 } as const;

async function openMenu(menu: object) {
  const discord = await openDiscord();
  const rest = restOf(discord);
  const role = discord.addRole({ name: 'Supporters', members: [discord.people.ann] });
  const { edit, reply } = await askAndDefer(discord, rest);
  const component = { custom_id: 'menu', min_values: 0, max_values: 2, ...menu };
  await edit({ content: 'Whom?', components: [{ type: 1, components: [component] }] });
  const client = await logIn(discord, { intents: [GatewayIntentBits.Guilds] });
  return { discord, rest, role, edit, reply, client, ...discord.people };
}

const chosenBy = (client: Client) =>
  new Promise<AnySelectMenuInteraction>((resolve) => {
    client.on('interactionCreate', (interaction) => {
      if (interaction.isAnySelectMenu()) resolve(interaction);
    });
  });

describe('menus of people, roles and channels', () => {
  it('hand over members with their users', async () => {
    const { client, reply, ann, mod } = await openMenu({ type: types.user });
    const chosen = chosenBy(client);
    ann.select(reply, 'menu', [mod.id]);
    const interaction = await chosen;
    if (!interaction.isUserSelectMenu()) throw new Error('not a menu of people');
    expect(interaction.values).toEqual([mod.id]);
    expect(interaction.users.get(mod.id)?.globalName).toBe('Mod');
    expect(interaction.members.has(mod.id)).toBe(true);
  });

  it('hand over roles', async () => {
    const { client, reply, ann, role } = await openMenu({ type: types.role });
    const chosen = chosenBy(client);
    ann.select(reply, 'menu', [role.id]);
    const interaction = await chosen;
    if (!interaction.isRoleSelectMenu()) throw new Error('not a menu of roles');
    expect(interaction.roles.get(role.id)?.name).toBe('Supporters');
  });

  it('hand over channels', async () => {
    const { client, reply, ann, discord } = await openMenu({ type: types.channel });
    const chosen = chosenBy(client);
    ann.select(reply, 'menu', [discord.channel.id]);
    const interaction = await chosen;
    if (!interaction.isChannelSelectMenu()) throw new Error('not a menu of channels');
    expect(interaction.channels.get(discord.channel.id)?.id).toBe(discord.channel.id);
  });

  it('can be left empty where none need to be chosen', async () => {
    const { client, reply, ann } = await openMenu({ type: types.role });
    const chosen = chosenBy(client);
    ann.select(reply, 'menu', []);
    expect((await chosen).values).toEqual([]);
  });

  it('offer what is in the server, of the kinds that are wanted, and so many', async () => {
    const menu = { type: types.channel, channel_types: [ChannelType.GuildForum] };
    const { reply, ann, discord } = await openMenu(menu);
    const forum = discord.addChannel({ type: ChannelType.GuildForum });
    ann.select(reply, 'menu', [forum.id]);
    for (const { id } of [discord.channel, discord.outsideChannel, ann]) {
      expect(() => ann.select(reply, 'menu', [id])).toThrow('does not offer');
    }
    expect(() => ann.select(reply, 'menu', [forum.id, forum.id, forum.id])).toThrow('0 to 2');
  });

  it.each([
    ['of another kind', [{ id: '1', type: 'user' }]],
    ['more than may be chosen', ['1', '2', '3'].map((id) => ({ id, type: 'role' }))],
  ])('refuse default values %s with 50035', async (_what, values) => {
    const { edit } = await openMenu({ type: types.role });
    const menu = { type: types.role, custom_id: 'menu', max_values: 2, default_values: values };
    const edited = edit({ content: 'Whom?', components: [{ type: 1, components: [menu] }] });
    await expect(edited).rejects.toMatchObject({ code: 50035 });
  });
});

it('brings the roles of its member with an interaction, also one that came after the log-in', async () => {
  const { client, reply, ann, discord } = await openMenu({ type: types.user });
  const { id } = discord.addRole({ name: 'Late', members: [ann] });
  const chosen = chosenBy(client);
  ann.select(reply, 'menu', []);
  const { member } = await chosen;
  const roles = member && 'cache' in member.roles ? member.roles.cache : new Map<string, unknown>();
  expect(roles.has(id)).toBe(true);
});

describe('a form', () => {
  const label = (component: object) => ({ type: 18, label: 'Field', component });

  async function openForm(...fields: object[]) {
    const opened = await openMenu({ type: types.user });
    const { client, discord, rest, ann, reply } = opened;
    const sent = new Promise<ModalSubmitInteraction>((resolve) => {
      client.on('interactionCreate', (interaction) => {
        if (interaction.isModalSubmit()) resolve(interaction);
      });
    });
    const opener = ann.select(reply, 'menu', []);
    const form = { title: 'Form', custom_id: 'form', components: fields.map(label) };
    await answering(discord, rest, opener).callback({ type: 9, data: form });
    return { ...opened, opener, sent };
  }

  it('brings back what was chosen in its menus', async () => {
    const menu = { type: types.role, custom_id: 'roles', max_values: 2 };
    const { opener, sent, ann, role } = await openForm(menu);
    ann.submitModal(opener, { roles: [role.id] });
    const { fields } = await sent;
    expect([...fields.getSelectedRoles('roles', true).keys()]).toEqual([role.id]);
    expect(() => ann.submitModal(opener, {})).toThrow('takes 1 to 2');
  });

  it('keeps what stands in it where nothing else is typed', async () => {
    const name = { type: 4, style: 1, custom_id: 'name', value: 'Ann' };
    const note = { type: 4, style: 1, custom_id: 'note', required: false, min_length: 3 };
    const { opener, sent, ann } = await openForm(name, note);
    ann.submitModal(opener, {});
    const { fields } = await sent;
    const texts = ['name', 'note'].map((id) => fields.getTextInputValue(id));
    expect(texts).toEqual(['Ann', '']);
  });
});
