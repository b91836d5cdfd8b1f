// The child's side of a process of the benchmark: answers the calls of `startProcess`.
import type { Answer, Call, Service } from './wire.ts';

/** Ends the process when its parent is gone. */
export function serve(service: Service): void {
  process.on('message', (message) => {
    void answer(service, message as Call).then((reply) => process.send?.(reply));
  });
  process.once('disconnect', () => process.exit());
}

async function answer(service: Service, { id, name, input }: Call): Promise<Answer> {
  try {
    return { type: 'result', id, value: await service[name]?.(input as never) };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { type: 'failure', id, error: text };
  }
}
