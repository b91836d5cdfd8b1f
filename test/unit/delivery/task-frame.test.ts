// The life of model tasks as their reply shows it.
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { renderTasks, type TaskFrameOptions } from '../../../src/delivery/task-frame.ts';
import type { ModelTask, PullProgress, TaskView } from '../../../src/models/tasks/model-task.ts';
import { openTextsOf } from '../../support/frame-rules.ts';

const now = 100_000;
const gigabyte = 1e9;

const taskOf = (task: Partial<ModelTask>): ModelTask => ({
  id: 't1',
  kind: 'pull',
  model: 'deepseek-r1:14b',
  createdAt: 0,
  ...task,
});

/** A worker has it since 83 s. */
const running = { startedAt: now - 83_000, isHeld: true, workerName: 'gpu-1' } as const;

const progressOf = (progress: Partial<PullProgress>): { progress: PullProgress } => ({
  progress: { phase: 'downloading', completedBytes: 0, totalBytes: 9 * gigabyte, ...progress },
});

const middle = progressOf({ completedBytes: 4.1 * gigabyte, bytesPerSecond: 50e6 });

function frameOf(views: readonly TaskView[], options: Partial<TaskFrameOptions> = {}) {
  const reply = { cancelId: 'model:cancel:1', locale: 'en', ...options.reply };
  return renderTasks({ hasWorker: true, now, ...options, reply, views });
}

const shown = (view: TaskView, options: Partial<TaskFrameOptions> = {}): string =>
  openTextsOf(frameOf([view], options)).join('\n');

describe('a pull, from its beginning to its end', () => {
  const life: [state: string, view: Omit<TaskView, 'task'>, text: string][] = [
    ['waits for a worker', {}, '**Waiting to pull deepseek-r1:14b**'],
    ['is looked for', running, '**Pulling deepseek-r1:14b** · gpu-1 · looking for it'],
    [
      'has no byte yet',
      { ...running, ...progressOf({}) },
      '**Pulling deepseek-r1:14b** · gpu-1\n`░░░░░░░░░░░░░░░░░░░░` 0%\n-# 0 MB of 9 GB',
    ],
    [
      'is in the middle',
      { ...running, ...middle },
      '**Pulling deepseek-r1:14b** · gpu-1\n`█████████░░░░░░░░░░░` 45%\n-# 4.1 GB of 9 GB · 50 MB/s · about 2 min left',
    ],
    [
      'is nearly there',
      { ...running, ...progressOf({ completedBytes: 8.99 * gigabyte, bytesPerSecond: 50e6 }) },
      '**Pulling deepseek-r1:14b** · gpu-1\n`███████████████████░` 99%\n-# 9 GB of 9 GB · 50 MB/s · about 5 s left',
    ],
    [
      'lost its connection',
      { ...running, ...progressOf({ phase: 'retrying', completedBytes: 4.1 * gigabyte }) },
      '**Pulling deepseek-r1:14b** · gpu-1\n`█████████░░░░░░░░░░░` 45%\n-# 4.1 GB of 9 GB · the connection broke; trying again',
    ],
    [
      'has lost its worker for a moment',
      { ...running, ...middle, isAway: true },
      '**Pulling deepseek-r1:14b** · gpu-1 · the model server is away',
    ],
    [
      'is checked',
      { ...running, ...progressOf({ phase: 'checking', completedBytes: 9 * gigabyte }) },
      '**Pulling deepseek-r1:14b** · gpu-1\n`████████████████████` 100%\n-# 9 GB of 9 GB · checking what was downloaded',
    ],
    [
      'is done',
      { ...running, ...middle, endedAt: now, outcome: { type: 'done' } },
      '**deepseek-r1:14b is installed** · gpu-1 · 9 GB · in 1 min 23 s\n-# A moderator can choose it with `/model use`.',
    ],
    [
      'failed',
      { ...running, outcome: { type: 'failed', code: 'PULL_NO_SPACE', detail: 'deepseek-r1:14b' } },
      '**The disk of the model server is full.** The host needs to make room; a model that is not needed can go with `/model remove`.',
    ],
    [
      'was cancelled',
      { ...running, ...middle, outcome: { type: 'cancelled' } },
      '**deepseek-r1:14b: cancelled** · What was downloaded is kept for the next try.',
    ],
    [
      'was cancelled before it began',
      { outcome: { type: 'cancelled' } },
      '**deepseek-r1:14b: cancelled**',
    ],
    [
      'lost its worker for good',
      { ...running, ...middle, outcome: { type: 'failed', code: 'MODEL_SERVER_GONE' } },
      '**The model server went away and did not come back.** Please try again when it runs. A download goes on where it stopped.',
    ],
  ];

  it.each(life)('%s', (_state, view, text) => {
    expect(shown({ ...view, task: taskOf({}) })).toBe(text);
  });

  it('says why it waits', () => {
    const view: TaskView = { task: taskOf({}), isAway: true };
    expect(shown(view, { hasWorker: false })).toBe(
      '**Waiting to pull deepseek-r1:14b** · no model server is connected',
    );
    expect(shown(view)).toBe('**Waiting to pull deepseek-r1:14b** · the model server is away');
  });
});

describe('a load', () => {
  const task = taskOf({ kind: 'load' });

  it('waits for a free card, also after it gave way', () => {
    const text = '**Waiting to load deepseek-r1:14b** · as soon as the card is free';
    expect(shown({ task })).toBe(text);
    expect(shown({ task, startedAt: now - 5_000, workerName: 'gpu-1' })).toBe(text);
  });

  it('tells how long it takes, and when the model is ready', () => {
    expect(shown({ ...running, task })).toBe('**Loading deepseek-r1:14b** · gpu-1 · 1 min 20 s');
    expect(shown({ ...running, task, endedAt: now, outcome: { type: 'done' } })).toBe(
      '**deepseek-r1:14b is ready** · gpu-1 · in 1 min 23 s',
    );
  });
});

describe('a reply about several tasks', () => {
  const remove = taskOf({ kind: 'remove' });
  const done = { ...running, task: remove, outcome: { type: 'done' as const } };
  const open = { ...running, workerName: 'gpu-2', task: { ...remove, id: 't2' } };

  it('stands below its heading, with a button until the last one has ended', () => {
    const reply = { cancelId: 'model:cancel:7', locale: 'en', heading: 'What was chosen' };
    const frame = frameOf([done, open], { reply });
    expect(openTextsOf(frame).join('\n')).toMatch(
      /^What was chosen\n\*\*deepseek-r1:14b is removed\*\* · gpu-1\n\*\*Removing deepseek-r1:14b\*\* · gpu-2/,
    );
    expect(frame.components[1]).toEqual({
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.Button,
          style: ButtonStyle.Secondary,
          label: 'Cancel',
          custom_id: 'model:cancel:7',
        },
      ],
    });
    expect(frameOf([done, { ...open, outcome: { type: 'done' } }]).components).toHaveLength(1);
  });

  it('shows names as text alone', () => {
    const view: TaskView = { ...running, workerName: '**@everyone**', task: remove };
    expect(shown(view)).not.toContain('**@everyone**');
  });
});
