// How the bot knows which models there are: each worker publishes what it has in Redis, with an expiry, because a
// process with the role `bot` alone has no Ollama.
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { rest } from '../gpu/rest.ts';
import { redisNow } from '../redis.ts';
import { installedModel } from './installed-model.ts';
import type { InstalledModel } from './installed-model.ts';

const workerReport = z.object({
  /** `unreachable`: the worker runs, its Ollama does not answer. The models are then those last seen. */
  state: z.enum(['ready', 'unreachable']),
  /** What its host calls the machine. Not unique. */
  name: z.string().optional(),
  /** What the machine is addressed by: machine.ts. Absent in reports of older workers. */
  machine: z.string().optional(),
  serverVersion: z.string().optional(),
  /** How many asks it runs at once; 1 when absent. */
  slots: z.number().int().positive().optional(),
  /** When its host keeps the card, as the host reads it. */
  quietHours: z.string().optional(),
  /** It takes no asks for now. */
  rest: rest.optional(),
  models: z.array(installedModel),
});

/** What one worker has to offer. */
export type WorkerReport = z.infer<typeof workerReport>;

export type PublishedWorker = WorkerReport & { workerId: string };

/** What differs between the workers that have it stands in their reports. */
export interface PublishedModel extends Omit<InstalledModel, 'vramBytes'> {
  /** Workers that have it, those whose Ollama answers first. */
  workerIds: readonly string[];
}

export interface PublishedModels {
  /** Every worker that lives, by id. */
  workers: readonly PublishedWorker[];
  /** Each model once, by name. */
  models: readonly PublishedModel[];
}

interface Place {
  redis: Redis;
  /** Of every key of this bot. */
  prefix: string;
}

const expiryMs = 30_000;
/** Ids of workers that are long gone leave the index; the truth is the expiry of their own keys. */
const indexKeepMs = 24 * 60 * 60_000;

const workerKey = (prefix: string, workerId: string) => `${prefix}:worker:${workerId}`;
const indexKey = (prefix: string) => `${prefix}:workers`;

/** Stands for 30 s. */
export async function publishWorker(
  { redis, prefix }: Place,
  { workerId, report }: { workerId: string; report: WorkerReport },
): Promise<void> {
  // A host whose clock is ahead would clear the index of all others.
  const now = await redisNow(redis);
  await redis
    .multi()
    .set(workerKey(prefix, workerId), JSON.stringify(report), 'PX', expiryMs)
    .zadd(indexKey(prefix), now, workerId)
    .zremrangebyscore(indexKey(prefix), '-inf', String(now - indexKeepMs))
    .exec();
}

export async function withdrawWorker({ redis, prefix }: Place, workerId: string): Promise<void> {
  await redis.multi().del(workerKey(prefix, workerId)).zrem(indexKey(prefix), workerId).exec();
}

export async function listPublishedModels({ redis, prefix }: Place): Promise<PublishedModels> {
  const ids = await redis.zrange(indexKey(prefix), '0', '-1');
  if (ids.length === 0) return { workers: [], models: [] };
  const reports = await redis.mget(ids.map((id) => workerKey(prefix, id)));
  const workers = ids
    .flatMap((workerId, index) => {
      const report = readReport(reports[index]);
      return report ? [{ workerId, ...report }] : [];
    })
    .toSorted((one, other) => one.workerId.localeCompare(other.workerId));
  return { workers, models: merge(workers) };
}

/** Undefined when it has expired, or when a worker of another version wrote what this one cannot read. */
function readReport(text: string | null | undefined): WorkerReport | undefined {
  if (typeof text !== 'string') return undefined;
  return workerReport.safeParse(JSON.parse(text)).data;
}

function merge(workers: readonly PublishedWorker[]): PublishedModel[] {
  const readyFirst = workers.toSorted((one, other) => one.state.localeCompare(other.state));
  const merged = new Map<string, PublishedModel>();
  for (const { workerId, models } of readyFirst) {
    for (const model of models) {
      const known = merged.get(model.name);
      const workerIds = [...(known?.workerIds ?? []), workerId];
      const isLoaded = model.isLoaded || (known?.isLoaded ?? false);
      merged.set(model.name, { ...(known ?? model), isLoaded, workerIds });
    }
  }
  return [...merged.values()].toSorted((one, other) => one.name.localeCompare(other.name));
}
