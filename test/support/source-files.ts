// The program's own sources as text, for rules that the compiler and the linter cannot see.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const repository = path.resolve(import.meta.dirname, '../..');

export interface SourceFile {
  /** From the repository on, with slashes. */
  path: string;
  /** Without comments on lines of their own. */
  text: string;
}

export async function readSources(...folders: string[]): Promise<SourceFile[]> {
  const names = await Promise.all(folders.map(filesIn));
  return Promise.all(names.flat().map(readSource));
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(path.join(repository, folder), { recursive: true });
  return names.filter((name) => name.endsWith('.ts')).map((name) => path.posix.join(folder, name));
}

async function readSource(name: string): Promise<SourceFile> {
  const text = await readFile(path.join(repository, name), 'utf8');
  return { path: name, text: text.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '') };
}
