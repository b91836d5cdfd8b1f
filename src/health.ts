// A file that is touched while the process is well, for the container's health check. Used by main.ts.
import { rm, writeFile } from 'node:fs/promises';
import type { Logger } from './log.ts';

export interface HealthFileOptions {
  file: string;
  isWell: () => Promise<boolean>;
  log: Logger;
  intervalMs?: number;
}

export interface HealthFile {
  /** Removes the file. Safe to call twice. */
  close(): Promise<void>;
}

export function createHealthFile({
  file,
  isWell,
  log,
  intervalMs = 10_000,
}: HealthFileOptions): HealthFile {
  async function touch(): Promise<void> {
    if (await isWell()) await writeFile(file, '');
  }

  function touchInPassing(): void {
    touch().catch((error: unknown) => log.warn({ err: error }, 'health-file-not-written'));
  }

  touchInPassing();
  const timer = setInterval(touchInPassing, intervalMs);
  return {
    close: async () => {
      clearInterval(timer);
      await rm(file, { force: true });
    },
  };
}
