// BullMQ's worker, kept from asking without a pause while Redis answers and refuses.
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker, type Processor, type WorkerOptions } from 'bullmq';
import type { QueueHealth } from './job-runs.ts';

export interface CalmWorkerOptions extends WorkerOptions {
  health: Pick<QueueHealth, 'works'>;
}

const restMs = 1_000;

/**
 * Asked for a job, a Redis that takes no writes (full, no disk, a replica by now) answers with an error at once, and
 * BullMQ 6.7 asks again at once: measured 1,000 times a second. Only a lost connection makes it wait.
 */
export class CalmWorker<Data, Name extends string> extends Worker<Data, void, Name> {
  private readonly health: CalmWorkerOptions['health'];

  constructor(
    name: string,
    processor: Processor<Data, void, Name>,
    { health, ...options }: CalmWorkerOptions,
  ) {
    super(name, processor, options);
    this.health = health;
  }

  protected override async moveToActive(
    ...given: Parameters<Worker<Data, void, Name>['moveToActive']>
  ): ReturnType<Worker<Data, void, Name>['moveToActive']> {
    try {
      const job = await super.moveToActive(...given);
      this.health.works();
      return job;
    } catch (error) {
      await this.restUnlessClosing();
      throw error;
    }
  }

  private async restUnlessClosing(): Promise<void> {
    const closing = new AbortController();
    const stop = (): void => closing.abort();
    this.once('closing', stop);
    await sleep(restMs, undefined, { signal: closing.signal }).catch(() => undefined);
    this.off('closing', stop);
  }
}
