// Routes that an interaction's token opens, without the bot's: the callback, and the messages that follow.
import { api, empty, json } from '../http/router.ts';
import type { ApiCall, ApiResult, Route } from '../http/router.ts';
import { answerInteraction } from '../interactions/callbacks.ts';
import type { InteractionStore } from '../interactions/interaction-store.ts';
import type { InteractionRecord } from '../interactions/interaction.ts';
import type { Replies } from '../interactions/replies.ts';
import type { MessageStore } from '../messages/message-store.ts';
import type { LocalMessage } from '../messages/message.ts';

export interface InteractionRoutesOptions {
  interactions: InteractionStore;
  messages: MessageStore;
  replies: Replies;
  messagePayload(message: LocalMessage): object;
}

export function interactionRoutes(options: InteractionRoutesOptions): Route[] {
  const { interactions, replies, messagePayload } = options;
  return [
    {
      method: 'POST',
      pattern: api('/interactions/:interactionId/:token/callback'),
      kind: 'callback',
      auth: 'token-in-path',
      major: ['interactionId', 'token'],
      handle(call) {
        const { param, query } = call;
        const interaction = interactions.acknowledgeable(param('interactionId'), param('token'));
        answerInteraction(interaction, call, { interactions, replies });
        return query.get('with_response') === 'true'
          ? json(callbackPayload(interaction, messagePayload))
          : empty;
      },
    },
    {
      method: 'POST',
      pattern: api('/webhooks/:applicationId/:token'),
      kind: 'followup',
      auth: 'token-in-path',
      major: ['applicationId', 'token'],
      handle(call) {
        const interaction = interactions.withToken(
          call.param('applicationId'),
          call.param('token'),
        );
        return json(messagePayload(replies.followUp(interaction, call)));
      },
    },
    ...replyRoutes(options),
  ];
}

/** One message of an interaction: `@original` or an id. */
function replyRoutes(options: InteractionRoutesOptions): Route[] {
  const { interactions, messages, replies, messagePayload } = options;
  const onReply = (
    route: Pick<Route, 'method' | 'kind'>,
    handle: (message: LocalMessage, call: ApiCall) => ApiResult,
  ): Route => ({
    ...route,
    pattern: api('/webhooks/:applicationId/:token/messages/:messageId'),
    auth: 'token-in-path',
    major: ['applicationId', 'token'],
    handle(call) {
      const { param } = call;
      const interaction = interactions.withToken(param('applicationId'), param('token'));
      return handle(replies.message(interaction, param('messageId')), call);
    },
  });
  return [
    onReply({ method: 'GET', kind: 'webhook-get' }, (message) => json(messagePayload(message))),
    onReply({ method: 'PATCH', kind: 'webhook-edit' }, (message, call) => {
      replies.edit(message, call, { route: 'webhook-edit' });
      return json(messagePayload(message));
    }),
    onReply({ method: 'DELETE', kind: 'webhook-delete' }, (message) => {
      messages.remove(message);
      return empty;
    }),
  ];
}

/** What `with_response` returns. The message stands in `resource` for every answer that made or changed one. */
function callbackPayload(
  interaction: InteractionRecord,
  messagePayload: (message: LocalMessage) => object,
) {
  const { response, responseType: type } = interaction;
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(response && {
        response_message_id: response.id,
        response_message_loading: response.isLoading,
        response_message_ephemeral: response.isEphemeral,
      }),
    },
    resource: { type, ...(response && { message: messagePayload(response) }) },
  };
}
