// All interactions, and the two clocks that run on each: three seconds to acknowledge, fifteen minutes for the token.
import { randomBytes } from 'node:crypto';
import { refuse } from '../api-error.ts';
import { waitForChange } from '../changes.ts';
import type { Changes } from '../changes.ts';
import type { Clock } from '../clock.ts';
import type { Snowflakes } from '../snowflakes.ts';
import type { Interaction, InteractionRecord } from './interaction.ts';

const acknowledgeMs = 3_000;
const tokenMs = 15 * 60_000;

export type NewInteraction = Pick<
  Interaction,
  'type' | 'user' | 'channel' | 'context' | 'integrationOwners' | 'data' | 'source'
>;

export interface InteractionStore {
  create(options: NewInteraction): Interaction;
  find(id: string): Interaction | undefined;
  /** Oldest first. */
  all(): readonly Interaction[];
  /** For a callback. 10062 when unknown or too late, 40060 when already acknowledged. */
  acknowledgeable(id: string, token: string): InteractionRecord;
  /** The bot has answered in time. */
  acknowledge(interaction: InteractionRecord, type: InteractionRecord['responseType']): void;
  /** For a webhook route. 10015 when unknown or not acknowledged, 50027 when expired. */
  withToken(applicationId: string, token: string): InteractionRecord;
}

export interface InteractionStoreOptions {
  clock: Clock;
  snowflakes: Snowflakes;
  changes: Changes;
  applicationId: string;
}

export function createInteractionStore(options: InteractionStoreOptions): InteractionStore {
  const { clock, changes } = options;
  const byId = new Map<string, InteractionRecord>();
  const byToken = new Map<string, InteractionRecord>();

  const settle = (interaction: InteractionRecord, state: 'acknowledged' | 'failed') => {
    if (interaction.state !== 'pending') return;
    interaction.state = state;
    changes.announce({ type: 'interaction-settle', interaction });
  };

  const settled = async (interaction: Interaction) => {
    await waitForChange(changes, () => interaction.state !== 'pending', {
      timeoutMs: 2 * acknowledgeMs,
      what: `an answer to interaction ${interaction.id}`,
    });
    return interaction.state;
  };

  return {
    create(fields) {
      const interaction: InteractionRecord = {
        ...fields,
        id: options.snowflakes.next(),
        token: `aW50${randomBytes(64).toString('base64url')}`,
        createdAt: clock.now(),
        state: 'pending',
        responseType: undefined,
        response: undefined,
        followups: [],
        choices: undefined,
        modal: undefined,
        settled: () => settled(interaction),
      };
      byId.set(interaction.id, interaction);
      byToken.set(interaction.token, interaction);
      clock.schedule(interaction.createdAt + acknowledgeMs, () => settle(interaction, 'failed'));
      changes.announce({ type: 'interaction-create', interaction });
      return interaction;
    },
    find: (id) => byId.get(id),
    all: () => [...byId.values()],
    acknowledgeable(id, token) {
      const interaction = byId.get(id);
      if (!interaction || interaction.token !== token) throw refuse('UNKNOWN_INTERACTION');
      if (interaction.state === 'acknowledged') throw refuse('ALREADY_ACKNOWLEDGED');
      const isLate = clock.now() >= interaction.createdAt + acknowledgeMs;
      if (isLate) throw refuse('UNKNOWN_INTERACTION');
      return interaction;
    },
    acknowledge(interaction, type) {
      interaction.responseType = type;
      settle(interaction, 'acknowledged');
    },
    withToken(applicationId, token) {
      const interaction = byToken.get(token);
      if (!interaction || applicationId !== options.applicationId) throw refuse('UNKNOWN_WEBHOOK');
      if (clock.now() >= interaction.createdAt + tokenMs) throw refuse('INVALID_WEBHOOK_TOKEN');
      if (interaction.state !== 'acknowledged') throw refuse('UNKNOWN_WEBHOOK');
      return interaction;
    },
  };
}
