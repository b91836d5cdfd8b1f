// What the reader can press below a reply.
import {
  type APIButtonComponentWithCustomId,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { messagesFor } from '../locales/messages-for.ts';
import { hasInk } from './characters.ts';
import type { ReplyView } from './view.ts';

/** The most that stand below a reply at one time. */
export const maxButtons = 3;

/** One row; none where there is nothing to press. `Stop` stays where it is when the reasoning begins. */
export function renderButtons(view: ReplyView): APIMessageTopLevelComponent[] {
  const { askId, transcript, locale, notice } = view;
  const { buttons } = messagesFor(locale);
  const isRunning = transcript.outcome === undefined;
  const row: APIButtonComponentWithCustomId[] = [];
  if (isRunning && notice === 'keep-following')
    row.push(button({ label: buttons.keepFollowing, customId: `follow:${askId}` }));
  if (isRunning) row.push(button({ label: buttons.stop, customId: `stop:${askId}` }));
  if (view.reasoningDisplay === 'button' && hasInk(transcript.reasoning))
    row.push(button({ label: buttons.showReasoning, customId: `reasoning:${askId}` }));
  return row.length === 0 ? [] : [{ type: ComponentType.ActionRow, components: row }];
}

function button(options: { label: string; customId: string }): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: options.label,
    custom_id: options.customId,
  };
}
