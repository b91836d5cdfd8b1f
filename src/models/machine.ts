// What a model server is addressed by. The id of a worker is another at every start, and not every host gives a name.
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';

export interface MachineOptions {
  /** What the host calls it. */
  name?: string | undefined;
  /** As in OLLAMA_HOST. */
  ollamaHost: string;
  /** In the network; nobody is told. */
  hostName?: string;
}

const codeChars = 4;

/** Its name, or a code that is the same after a restart. Two that have one name are one machine to those who use it. */
export function machineOf({ name, ollamaHost, hostName = hostname() }: MachineOptions): string {
  if (name !== undefined) return name;
  const digest = createHash('sha256').update(`${hostName}\n${ollamaHost}`).digest('hex');
  return digest.slice(0, codeChars);
}
