// BullMQ's worker, kept from asking without a pause while Redis answers and refuses.
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker, type Processor, type WorkerOptions } from 'bullmq';
import type { Outage } from '../outage.ts';

export interface CalmWorkerOptions extends WorkerOptions {
  /** Ended whenever Redis has answered the worker's question for a job. */
  outage: Pick<Outage, 'end'>;
}

const restMs = 1_000;

/**
 * Asked for a job, a Redis that takes no writes (full, no disk, a replica by now) answers with an error at once, and
 * BullMQ 6.7 asks again at once: measured 1,000 times a second. Only a lost connection makes it wait.
 */
export class CalmWorker<Data, Name extends string> extends Worker<Data, void, Name> {
  private readonly outage: CalmWorkerOptions['outage'];

  constructor(
    name: string,
    processor: Processor<Data, void, Name>,
    { outage, ...options }: CalmWorkerOptions,
  ) {
    super(name, processor, options);
    this.outage = outage;
  }

  protected override async moveToActive(
    ...given: Parameters<Worker<Data, void, Name>['moveToActive']>
  ): ReturnType<Worker<Data, void, Name>['moveToActive']> {
    try {
      const job = await super.moveToActive(...given);
      this.outage.end();
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
