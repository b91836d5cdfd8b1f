import { describe, expect, it } from 'vitest';
import { createFindLost } from '../../../../src/models/tasks/lost-tasks.ts';
import type { ModelTask, TaskPlace, TaskView } from '../../../../src/models/tasks/model-task.ts';

const gpu1: TaskPlace = { machine: 'gpu-1', models: [{ name: 'r1:8b' }] };
const gpu2: TaskPlace = { machine: 'gpu-2', models: [] };
const gone = { type: 'failed', code: 'MODEL_SERVER_GONE' };

function viewOf(task: Partial<ModelTask>, view: Omit<TaskView, 'task'> = {}): TaskView {
  const whole: ModelTask = { id: 't1', kind: 'pull', model: 'r1:8b', createdAt: 0, ...task };
  return { ...view, task: whole };
}

/** One task, looked at again and again. */
function follow(view: TaskView) {
  let at = 0;
  const findLost = createFindLost({ patienceMs: 60_000, now: () => at });
  return {
    after: (ms: number, workers: readonly TaskPlace[], seen: TaskView = view) => {
      at += ms;
      return findLost([seen], workers)[0];
    },
  };
}

const begun = viewOf({ machine: 'gpu-1' }, { startedAt: 1 });

describe('a task whose worker is away', () => {
  it('is lost when the worker has not come back within a minute', () => {
    const task = follow(begun);
    expect(task.after(0, [gpu2])).toEqual({ ...begun, isAway: true });
    expect(task.after(59_999, [gpu2])?.outcome).toBeUndefined();
    expect(task.after(1, [gpu2])?.outcome).toEqual(gone);
  });

  it('goes on when the worker is back in time, and the minute begins anew', () => {
    const task = follow(begun);
    task.after(0, []);
    expect(task.after(50_000, [gpu1])).toEqual(begun);
    expect(task.after(50_000, [])?.outcome).toBeUndefined();
    expect(task.after(59_999, [])?.outcome).toBeUndefined();
  });

  it('is not lost while a worker holds it, even if that is not heard of', () => {
    const task = follow(begun);
    task.after(0, []);
    const held = { ...begun, isHeld: true as const };
    expect(task.after(90_000, [], held)).toEqual(held);
  });

  it('waits without an end as a download that nobody has begun', () => {
    const task = follow(viewOf({}));
    task.after(0, []);
    expect(task.after(3_600_000, [])).toMatchObject({ isAway: true });
    expect(task.after(0, [])?.outcome).toBeUndefined();
  });

  it('is lost as a load when the last worker with the model is gone', () => {
    const task = follow(viewOf({ kind: 'load' }));
    expect(task.after(0, [gpu1, gpu2])?.isAway).toBeUndefined();
    task.after(0, [gpu2]);
    expect(task.after(60_000, [gpu2])?.outcome).toEqual(gone);
  });
});

describe('a task that was cancelled', () => {
  it('has ended when nobody holds it', () => {
    const task = follow({ ...begun, isCancelled: true });
    expect(task.after(0, [gpu1])?.outcome).toEqual({ type: 'cancelled' });
  });

  it('ends with the word of the worker that holds it', () => {
    const task = follow({ ...begun, isCancelled: true, isHeld: true });
    expect(task.after(90_000, [gpu1])?.outcome).toBeUndefined();
  });
});

it('leaves an outcome as it is', () => {
  const view: TaskView = { ...begun, isCancelled: true, outcome: { type: 'done' } };
  expect(follow(view).after(90_000, [])).toEqual(view);
});
