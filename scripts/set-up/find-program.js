import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** The full path of the first of these programs that is on the PATH. */
export function findProgram(names) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter(Boolean)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
