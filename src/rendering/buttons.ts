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

/** A custom id is the action and the ask that it is about. */
type Action = 'again' | 'follow' | 'reasoning' | 'stop' | 'thread';

/** One row; none where there is nothing to press. `Stop` stays where it is when the reasoning begins. */
export function renderButtons(view: ReplyView, pageCount: number): APIMessageTopLevelComponent[] {
  const { askId, transcript, locale } = view;
  const hasEnded = transcript.outcome !== undefined;
  const actions = hasEnded ? actionsAtEnd(view, pageCount) : actionsOnTheWay(view);
  if (view.reasoningDisplay === 'button' && hasInk(transcript.reasoning)) actions.push('reasoning');
  if (actions.length === 0) return [];
  const components = actions.map((action) => button({ action, askId, locale }));
  return [{ type: ComponentType.ActionRow, components }];
}

function actionsOnTheWay({ notice }: ReplyView): Action[] {
  return notice === 'keep-following' ? ['follow', 'stop'] : ['stop'];
}

function actionsAtEnd(view: ReplyView, pageCount: number): Action[] {
  const { transcript, canOpenThread = false, maxPagesAgain = 0 } = view;
  const isDone = transcript.outcome?.type === 'done';
  const actions: Action[] = isDone && canOpenThread ? ['thread'] : [];
  return pageCount <= maxPagesAgain ? [...actions, 'again'] : actions;
}

function button({
  action,
  askId,
  locale,
}: {
  action: Action;
  askId: string;
  locale: string;
}): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: labelOf(action, locale),
    custom_id: `${action}:${askId}`,
  };
}

function labelOf(action: Action, locale: string): string {
  const { buttons } = messagesFor(locale);
  switch (action) {
    case 'again':
      return buttons.tryAgain;
    case 'follow':
      return buttons.keepFollowing;
    case 'reasoning':
      return buttons.showReasoning;
    case 'stop':
      return buttons.stop;
    case 'thread':
      return buttons.continueInThread;
    default:
      return action satisfies never;
  }
}
