// What a reply about model tasks shows: what is being done where, how far it is, and how it ended. Pure.
import {
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { failureWords } from '../locales/failure-words.ts';
import type { Messages } from '../locales/messages.ts';
import { messagesFor } from '../locales/messages-for.ts';
import type { PullProgress, TaskOutcome, TaskView } from '../models/tasks/model-task.ts';
import { dotted } from '../rendering/dotted.ts';
import { type Frame, textDisplay } from '../rendering/frame.ts';
import { formatCalmly, formatDuration, formatGigabytes } from '../rendering/numbers.ts';
import { showDetail, showModel, showName } from '../rendering/quoted-words.ts';
import type { TaskReply } from './task-reply-store.ts';

export interface TaskFrameOptions {
  reply: Pick<TaskReply, 'cancelId' | 'heading' | 'locale'>;
  views: readonly TaskView[];
  /** A model server is connected. */
  hasWorker: boolean;
  /** Epoch ms on the clock of the tasks. */
  now: number;
}

interface Telling {
  messages: Messages;
  locale: string;
  hasWorker: boolean;
  now: number;
}

const barCells = 20;
/** Below a gigabyte nobody says 0.3 GB. */
const gigabyte = 1e9;
const megabyte = 1e6;

export function renderTasks({ reply, views, hasWorker, now }: TaskFrameOptions): Frame {
  const { cancelId, heading, locale } = reply;
  const messages = messagesFor(locale);
  const telling: Telling = { messages, locale, hasWorker, now };
  const told = views.map((view) => describeTask(view, telling));
  const text = [heading, ...told].filter((part) => part !== undefined).join('\n');
  const isOver = views.every(({ outcome }) => outcome);
  const row = isOver ? [] : [cancelRow(cancelId, messages)];
  return { components: [textDisplay(text), ...row], files: [] };
}

function cancelRow(custom_id: string, { models }: Messages): APIMessageTopLevelComponent {
  const style = ButtonStyle.Secondary;
  const { cancel: label } = models.tasks;
  return {
    type: ComponentType.ActionRow,
    components: [{ type: ComponentType.Button, style, label, custom_id }],
  };
}

function describeTask(view: TaskView, telling: Telling): string {
  if (view.outcome) return describeEnd(view, view.outcome, telling);
  // A load that gave way to a question waits again.
  const isWaiting = view.startedAt === undefined || (view.task.kind === 'load' && !view.isHeld);
  return isWaiting ? describeWait(view, telling) : describeRun(view, telling);
}

function describeWait(view: TaskView, telling: Telling): string {
  const { tasks } = telling.messages.models;
  const waiting = tasks.waiting({ kind: view.task.kind, model: modelOf(view.task) });
  return dotted([`**${waiting}**`, whyItWaits(view, telling)]);
}

function whyItWaits({ task, isAway }: TaskView, telling: Telling): string | undefined {
  const { tasks } = telling.messages.models;
  if (isAway) return telling.hasWorker ? tasks.away : tasks.noServer;
  return task.kind === 'load' ? tasks.afterAsks : undefined;
}

function describeRun(view: TaskView, telling: Telling): string {
  const { task, workerName, progress, startedAt = 0, isAway } = view;
  const { messages, now } = telling;
  const server = workerName === undefined ? undefined : showName(workerName);
  const head = `**${workingWords(view, messages)}**`;
  if (isAway) return dotted([head, server, messages.models.tasks.away]);
  if (task.kind !== 'pull') return dotted([head, server, formatCalmly(now - startedAt, messages)]);
  if (!progress || progress.totalBytes === 0) {
    const { starting, retrying } = messages.models.tasks;
    return dotted([head, server, progress?.phase === 'retrying' ? retrying : starting]);
  }
  return `${dotted([head, server])}\n${describeProgress(progress, telling)}`;
}

function workingWords({ task }: TaskView, { models: { tasks } }: Messages): string {
  const model = modelOf(task);
  switch (task.kind) {
    case 'pull':
      return tasks.pulling({ model });
    case 'load':
      return tasks.loading({ model });
    case 'remove':
      return tasks.removing({ model });
    case 'unload':
      return tasks.unloading;
    default:
      return task.kind satisfies never;
  }
}

function describeProgress(progress: PullProgress, { messages }: Telling): string {
  const { tasks } = messages.models;
  const { phase, completedBytes, totalBytes } = progress;
  // Not full before it is: "100 %" is what people wait for.
  const share = Math.min(completedBytes / totalBytes, 1);
  const percent = tasks.percent({ share: Math.floor(share * 100) / 100 });
  const bar = `\`${barOf(share)}\` ${percent}`;
  const bytes = tasks.bytes({
    done: showBytes(completedBytes, messages),
    all: showBytes(totalBytes, messages),
  });
  if (phase === 'checking') return `${bar}\n-# ${dotted([bytes, tasks.checking])}`;
  if (phase === 'retrying') return `${bar}\n-# ${dotted([bytes, tasks.retrying])}`;
  return `${bar}\n-# ${dotted([bytes, ...paceOf(progress, messages)])}`;
}

function paceOf(
  { completedBytes, totalBytes, bytesPerSecond = 0 }: PullProgress,
  messages: Messages,
): string[] {
  if (bytesPerSecond < 1) return [];
  const { tasks } = messages.models;
  const leftMs = ((totalBytes - completedBytes) / bytesPerSecond) * 1_000;
  return [
    tasks.perSecond({ amount: showBytes(bytesPerSecond, messages) }),
    tasks.left({ time: formatDuration(roundLeft(leftMs), messages) }),
  ];
}

/** Nobody believes an estimate to the second. */
function roundLeft(leftMs: number): number {
  const stepMs = leftMs > 90_000 ? 60_000 : 5_000;
  return Math.max(stepMs, Math.round(leftMs / stepMs) * stepMs);
}

function barOf(share: number): string {
  const full = Math.floor(share * barCells);
  return '█'.repeat(full) + '░'.repeat(barCells - full);
}

function describeEnd(view: TaskView, outcome: TaskOutcome, telling: Telling): string {
  const { task, progress } = view;
  const { messages, locale } = telling;
  const { tasks } = messages.models;
  switch (outcome.type) {
    case 'done':
      return describeDone(view, telling);
    case 'cancelled': {
      const words = tasks.cancelled(nameOf(task));
      return dotted([
        `**${words}**`,
        progress && progress.completedBytes > 0 ? tasks.kept : undefined,
      ]);
    }
    case 'failed': {
      const detail = showDetail(outcome.detail);
      const { what, next } = failureWords(locale, { code: outcome.code, detail });
      return `**${what}** ${next}`;
    }
    default:
      return outcome satisfies never;
  }
}

function describeDone(view: TaskView, { messages }: Telling): string {
  const { task, workerName, startedAt, endedAt, progress } = view;
  const { tasks } = messages.models;
  const model = modelOf(task);
  const server = workerName === undefined ? undefined : showName(workerName);
  const tookMs = (endedAt ?? 0) - (startedAt ?? 0);
  const took = tookMs < 1_000 ? undefined : tasks.took({ time: formatDuration(tookMs, messages) });
  switch (task.kind) {
    case 'pull': {
      const size = progress?.totalBytes ? showBytes(progress.totalBytes, messages) : undefined;
      const facts = [server, size, took];
      return `${dotted([`**${tasks.pulled({ model })}**`, ...facts])}\n-# ${tasks.useIt}`;
    }
    case 'load':
      return dotted([`**${tasks.loaded({ model })}**`, server, took]);
    case 'remove':
      return dotted([`**${tasks.removed({ model })}**`, server]);
    case 'unload': {
      return dotted([`**${tasks.unloaded(nameOf(task))}**`, server]);
    }
    default:
      return task.kind satisfies never;
  }
}

function modelOf({ model }: TaskView['task']): string {
  return model === undefined ? '' : showModel(model);
}

function nameOf(task: TaskView['task']): { model: string; isNamed: 'yes' | 'no' } {
  return { model: modelOf(task), isNamed: task.model === undefined ? 'no' : 'yes' };
}

function showBytes(bytes: number, messages: Messages): string {
  if (bytes >= gigabyte) return formatGigabytes(bytes, messages);
  return messages.models.tasks.megabytes({ count: Math.round(bytes / megabyte) });
}
