// Reads what a worker wrote of a task. It may be another version's, or a stranger's: what cannot be read is left out.
import { parseJson } from '../../parse-json.ts';
import { taskRun, type TaskRun } from './model-task.ts';

const jsonFields: ReadonlySet<string> = new Set(['progress', 'outcome']);

export function readTaskRun(stored: Readonly<Record<string, string>>): TaskRun {
  let run: TaskRun = {};
  for (const [name, text] of Object.entries(stored)) {
    const read = taskRun.safeParse({
      ...run,
      [name]: jsonFields.has(name) ? parseJson(text) : text,
    });
    if (read.success) run = read.data;
  }
  return run;
}
