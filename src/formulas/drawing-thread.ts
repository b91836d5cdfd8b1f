// The one thread that draws formulas: started when it is needed, ended when a drawing takes too long, replaced when it
// has died, and let go when nothing was drawn for a while.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Logger } from '../log.ts';
import type { Drawing } from './draw-formula.ts';

/** `failed`: the thread was ended or died. It may go better the next time. */
export type DrawOutcome = Drawing | { type: 'failed' };

export interface DrawingThread {
  /** One at a time: not to be called again before it has resolved. Never rejects. */
  draw(tex: string): Promise<DrawOutcome>;
  close(): Promise<void>;
}

export interface DrawingThreadOptions {
  /** How long a drawing may take. The start of the thread does not count. */
  drawLimitMs: number;
  /** After how long without a drawing the thread ends. */
  idleMs?: number;
  log: Logger;
  /** The thread's program; the default is thread.ts. */
  file?: URL;
}

/** Loading MathJax and its font takes half a second; a busy machine may need many times that. */
const startLimitMs = 30_000;

/** The thread's heap. It needs about 60 MB; pictures lie outside of it and are bounded by their size. */
const maxHeapMb = 256;

const ownFile = import.meta.filename.endsWith('.ts')
  ? new URL('thread-from-source.js', import.meta.url)
  : new URL('thread.js', import.meta.url);

function startWorker(file: URL): Worker {
  return new Worker(file, {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    // What a library prints about a formula must not reach the process's output. Nobody reads it: reading would keep
    // the process alive.
    stdout: true,
    stderr: true,
  });
}

export function createDrawingThread({
  drawLimitMs,
  idleMs = 10 * 60_000,
  log,
  file = ownFile,
}: DrawingThreadOptions): DrawingThread {
  const closing = new AbortController();
  let current: Worker | undefined;
  /** Aborted when the current one has ended, by itself or by us. */
  let exited: AbortSignal = closing.signal;
  let isWarm = false;
  let idleTimer: NodeJS.Timeout | undefined;

  /** Rejects when the limit is over, when the worker dies and when we close. */
  async function messageOf(worker: Worker, limitMs: number): Promise<unknown> {
    const signal = AbortSignal.any([closing.signal, exited, AbortSignal.timeout(limitMs)]);
    const messages: unknown[] = await once(worker, 'message', { signal });
    return messages[0];
  }

  async function drawWith(worker: Worker, tex: string): Promise<Drawing> {
    if (!isWarm) await messageOf(worker, startLimitMs);
    isWarm = true;
    const answer = messageOf(worker, drawLimitMs);
    worker.postMessage(tex);
    // The other end is our own program.
    return (await answer) as Drawing;
  }

  function start(): Worker {
    const worker = startWorker(file);
    const exit = new AbortController();
    worker.once('exit', () => exit.abort());
    exited = exit.signal;
    current = worker;
    isWarm = false;
    // One that dies between two drawings; in a drawing, `messageOf` hears it too.
    worker.on('error', () => forget(worker));
    return worker;
  }

  function forget(worker: Worker): void {
    if (worker === current) current = undefined;
  }

  async function end(worker: Worker): Promise<void> {
    forget(worker);
    await worker.terminate();
  }

  /** Between drawings the thread keeps no process alive. */
  function rest(worker: Worker): void {
    worker.unref();
    idleTimer = setTimeout(() => void end(worker), idleMs).unref();
  }

  return {
    async draw(tex) {
      clearTimeout(idleTimer);
      const worker = current ?? start();
      worker.ref();
      try {
        const drawing = await drawWith(worker, tex);
        rest(worker);
        return drawing;
      } catch (error) {
        if (!closing.signal.aborted) log.warn({ err: error }, 'formula-thread-ended');
        await end(worker);
        return { type: 'failed' };
      }
    },

    async close() {
      clearTimeout(idleTimer);
      closing.abort();
      if (current) await end(current);
    },
  };
}
