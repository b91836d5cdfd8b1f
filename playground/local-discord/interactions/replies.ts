// Writes the messages of an interaction: its response, edits of it, follow-ups.
import { InteractionType, MessageFlags, MessageType } from 'discord-api-types/v10';
import { refuse } from '../api-error.ts';
import type { FormPath } from '../form.ts';
import type { RequestBody } from '../http/body.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import { emptyDraft } from '../messages/draft.ts';
import type { MessageDraft } from '../messages/draft.ts';
import type { Drafting } from '../messages/drafting.ts';
import type { MessageStore } from '../messages/message-store.ts';
import type { LocalMessage } from '../messages/message.ts';
import type { World } from '../world/world.ts';
import { audienceOf } from './audience.ts';
import { isUserInstallOnly } from './interaction.ts';
import type { Interaction, InteractionRecord } from './interaction.ts';

/** D:interactions/receiving-and-responding, user-installed applications. */
const maxUserInstallFollowups = 5;

export interface Replies {
  /** "… is thinking": of the flags, EPHEMERAL alone counts. */
  respondLoading(interaction: Interaction, flags: number): LocalMessage;
  respond(interaction: Interaction, body: RequestBody, at: FormPath): LocalMessage;
  edit(
    message: LocalMessage,
    body: RequestBody,
    options: { route: 'webhook-edit' | 'callback'; at?: FormPath },
  ): void;
  /** The first one after a bare defer fills the loading message instead. */
  followUp(interaction: InteractionRecord, body: RequestBody): LocalMessage;
  /** `@original` or an id, of a message of this interaction; 10008 otherwise. */
  message(interaction: Interaction, name: string): LocalMessage;
}

export interface RepliesOptions {
  world: World;
  messages: MessageStore;
  drafting: Drafting;
  limits: RateLimits;
}

interface NewReply {
  route: 'callback' | 'followup';
  draft: MessageDraft;
  /** As sent: EPHEMERAL among them decides who sees it. */
  flags: number;
  type: MessageType;
}

export function createReplies({ world, messages, drafting, limits }: RepliesOptions): Replies {
  const create = (interaction: Interaction, { route, draft, flags, type }: NewReply) => {
    const onlyFor = audienceOf(interaction, flags);
    const ephemeral = onlyFor ? MessageFlags.Ephemeral : 0;
    return messages.create({
      channel: interaction.channel,
      author: world.application.bot,
      interactionId: interaction.id,
      onlyFor,
      type,
      route,
      draft: { ...draft, flags: draft.flags | ephemeral },
    });
  };

  const respondWith = (
    interaction: Interaction,
    body: RequestBody,
    { at = [], ...rest }: { at?: FormPath } & Pick<NewReply, 'route' | 'type'>,
  ) => {
    const form = drafting.read(body, at);
    const { channel } = interaction;
    if (!world.channels.has(channel.id)) throw refuse('UNKNOWN_CHANNEL');
    const draft = drafting.draft({ channel, source: 'webhook', form, files: body.files, at });
    return create(interaction, { ...rest, draft, flags: form.flags ?? 0 });
  };

  const edit: Replies['edit'] = (message, body, { route, at }) => {
    const { channel } = message;
    if (channel.thread?.isArchived) throw refuse('THREAD_ARCHIVED');
    const form = drafting.read(body, at);
    const { files } = body;
    messages.edit(
      message,
      drafting.draft({ channel, source: 'webhook', form, files, message, at }),
      route,
    );
  };

  const followUp: Replies['followUp'] = (interaction, body) => {
    const { response } = interaction;
    if (response && isBareDefer(response)) {
      edit(response, body, { route: 'webhook-edit' });
      return response;
    }
    if (isUserInstallOnly(interaction) && interaction.followups.length >= maxUserInstallFollowups)
      throw refuse('TOO_MANY_FOLLOWUPS');
    limits.takeHidden('followup-in-channel', interaction.channel.id);
    const reply = { route: 'followup', type: MessageType.Reply } as const;
    const message = respondWith(interaction, body, reply);
    interaction.followups.push(message);
    return message;
  };

  return {
    respondLoading: (interaction, flags) =>
      create(interaction, {
        route: 'callback',
        draft: { ...emptyDraft, flags: MessageFlags.Loading },
        flags,
        type: responseType(interaction),
      }),
    respond: (interaction, body, at) =>
      respondWith(interaction, body, { route: 'callback', type: responseType(interaction), at }),
    edit,
    followUp,
    message: findOwn,
  };
}

function findOwn({ response, followups }: Interaction, name: string): LocalMessage {
  const found =
    name === '@original'
      ? response
      : [response, ...followups].find((message) => message?.id === name);
  if (!found || found.isDeleted) throw refuse('UNKNOWN_MESSAGE');
  return found;
}

function isBareDefer(response: LocalMessage): boolean {
  return response.isLoading && !response.isDeleted && response.versions.length === 1;
}

function responseType({ type, data }: Interaction): MessageType {
  if (type !== InteractionType.ApplicationCommand) return MessageType.Reply;
  return 'target_id' in data ? MessageType.ContextMenuCommand : MessageType.ChatInputCommand;
}
