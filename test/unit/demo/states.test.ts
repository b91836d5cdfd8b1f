import { ChannelType, ComponentType, MessageFlags } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { statesOf } from '../../../playground/demo/states.ts';
import type { Interaction } from '../../../playground/local-discord/index.ts';
import { emptyDraft } from '../../../playground/local-discord/messages/draft.ts';
import {
  createMessage,
  type MessageRecord,
} from '../../../playground/local-discord/messages/message.ts';
import type { Channel, User } from '../../../playground/local-discord/world/entities.ts';

const channel: Channel = {
  id: '1',
  type: ChannelType.GuildText,
  name: 'general',
  topic: null,
  guild: undefined,
  parent: undefined,
  overwrites: [],
  recipients: [],
  thread: undefined,
};

const user = (name: string, isBot: boolean): User => ({
  id: name,
  name,
  isBot,
  locale: 'en-US',
  hasUserInstall: false,
  refusesDirectMessages: false,
});

const version = (at: number, text?: string) => ({
  ...emptyDraft,
  at,
  route: 'webhook-edit' as const,
  flags: text === undefined ? MessageFlags.Loading : MessageFlags.IsComponentsV2,
  components:
    text === undefined ? [] : [{ type: ComponentType.TextDisplay as const, content: text }],
});

/** Without a text: "is thinking". */
function message(at: number, text?: string): MessageRecord {
  return createMessage({
    id: String(at),
    channel,
    author: user('Aloud', true),
    first: version(at, text),
  });
}

function commandOf(response: MessageRecord): Interaction {
  return {
    id: '2',
    token: 'token',
    type: 2,
    user: user('Ann', false),
    channel,
    context: 0,
    integrationOwners: {},
    createdAt: 0,
    data: { name: 'ask' },
    source: undefined,
    state: 'acknowledged',
    responseType: undefined,
    response,
    followups: [],
    choices: undefined,
    modal: undefined,
    settled: () => Promise.resolve('acknowledged'),
  };
}

const textsOf = (messages: readonly MessageRecord[], response: MessageRecord) =>
  statesOf({ messages, command: commandOf(response) }).map((state) =>
    state.flatMap(({ components }) =>
      components.map((component) => ('content' in component ? component.content : '')),
    ),
  );

it('gives every state of a reply, pages that come and go included', () => {
  const response = message(1);
  const page = message(3, 'page');
  response.addVersion(version(2, 'one'));
  response.addVersion(version(4, 'two'));
  page.markDeleted(5);
  response.addVersion(version(6, 'three'));
  expect(textsOf([response, page], response)).toEqual([
    [],
    ['one'],
    ['one', 'page'],
    ['two', 'page'],
    ['three'],
  ]);
});

it('calls a message edited from its second words on', () => {
  const response = message(1);
  response.addVersion(version(2, 'one'));
  response.addVersion(version(3, 'two'));
  const states = statesOf({ messages: [response], command: commandOf(response) });
  expect(states.map(([shown]) => shown?.isEdited)).toEqual([false, false, true]);
});

it('says of the response alone who used which command', () => {
  const response = message(1, 'one');
  const states = statesOf({
    messages: [response, message(2, 'two')],
    command: commandOf(response),
  });
  expect(states.at(-1)?.map(({ command }) => command)).toEqual([
    { userName: 'Ann', name: 'ask' },
    undefined,
  ]);
});

it('names the subcommand that was used', () => {
  const response = message(1, 'one');
  const data = { name: 'model', options: [{ type: 1, name: 'list', options: [] }] };
  const [[shown] = []] = statesOf({
    messages: [response],
    command: { ...commandOf(response), data },
  });
  expect(shown?.command?.name).toBe('model list');
});

it('shows nothing of components where a message refers to theirs', () => {
  const reference = { message: message(1, 'Behind a spoiler'), isPing: false };
  const reply = createMessage({
    id: '2',
    channel,
    author: user('Ann', false),
    first: version(2, 'Why?'),
    reference,
  });
  const [[shown] = []] = statesOf({ messages: [reply], command: commandOf(reply) });
  expect(shown?.repliesTo).toEqual({ authorName: 'Aloud', text: 'Click to see attachment' });
});
