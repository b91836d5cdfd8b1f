// The registry that the stand-in pulls from, and what it has of unfinished pulls. As Ollama does it: layer by layer, on
// with what an earlier try left, told every some ms; what goes wrong is told in the stream, after its first line.
import { createHash } from 'node:crypto';
import type { Exchange } from './exchange.ts';
import type { FaultPlan } from './faults.ts';
import { findModel, type StandInModel } from './models.ts';
import { pause } from './pause.ts';
import { ServerError } from './server-error.ts';

export interface RegistryOptions {
  /** Those that can be pulled. */
  registry: readonly StandInModel[];
  /** Those that are installed; changed by a pull. */
  models: StandInModel[];
  /** May be written at any time; 0: at once. */
  pullPace: { bytesPerSecond: number };
  faults: FaultPlan;
}

export interface Registry {
  /** The name comes as `model` or, from ollama-js, as `name`. */
  pull: (exchange: Exchange) => Promise<void>;
  /** What lies on the disk of an unfinished pull, in bytes, over all layers. */
  partialBytes: (name: string) => number;
}

interface Layer {
  digest: string;
  total: number;
}

const tickMs = 60;
/** Beside the weights: template, licence, parameters. */
const smallLayers = [1_482, 387, 96];

export function createRegistry({ registry, models, pullPace, faults }: RegistryOptions): Registry {
  const onDisk = new Map<string, number>();

  async function download(exchange: Exchange, { digest, total }: Layer): Promise<void> {
    const say = () => {
      const completed = onDisk.get(digest) ?? 0;
      const line = { status: `pulling ${digest.slice(7, 19)}`, digest, total };
      return exchange.sendLine(JSON.stringify(completed > 0 ? { ...line, completed } : line));
    };
    await say();
    while ((onDisk.get(digest) ?? 0) < total) {
      const fault = faults.takePullFault(onDisk.get(digest) ?? 0);
      if (fault?.type === 'pull-cut') return exchange.cut();
      if (fault) throw new ServerError(500, fault.error);
      await pause(tickMs, exchange.signal);
      const { bytesPerSecond } = pullPace;
      const step = bytesPerSecond === 0 ? total : (bytesPerSecond * tickMs) / 1_000;
      onDisk.set(digest, Math.min(total, (onDisk.get(digest) ?? 0) + Math.ceil(step)));
      await say();
    }
  }

  return {
    pull: async (exchange) => {
      const { model, name = model } = exchange.record.body;
      if (typeof name !== 'string' || name === '') throw new ServerError(400, 'model is required');
      await exchange.sendLine(JSON.stringify({ status: 'pulling manifest' }));
      const found = findModel(registry, name);
      if (!found) throw new ServerError(500, 'pull model manifest: file does not exist');
      for (const layer of layersOf(found)) {
        await download(exchange, layer);
        if (exchange.signal.aborted) return;
      }
      for (const status of ['verifying sha256 digest', 'writing manifest', 'success']) {
        if (status === 'success' && !findModel(models, name)) models.push(found);
        await exchange.sendLine(JSON.stringify({ status }));
      }
      exchange.end();
    },
    partialBytes: (name) => {
      const model = findModel(registry, name);
      return model
        ? layersOf(model).reduce((sum, { digest }) => sum + (onDisk.get(digest) ?? 0), 0)
        : 0;
    },
  };
}

function layersOf({ name, sizeBytes }: StandInModel): Layer[] {
  return [sizeBytes, ...smallLayers].map((total, index) => ({
    digest: `sha256:${createHash('sha256').update(`${name} ${index}`).digest('hex')}`,
    total,
  }));
}
