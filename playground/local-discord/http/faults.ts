// What a test can make go wrong with requests.
import { ApiError } from '../api-error.ts';
import { RateLimited } from './rate-limits.ts';
import type { RateLimitScope } from './rate-limits.ts';
import type { LoggedRequest } from './request-log.ts';
import type { RouteKind } from './route-kinds.ts';

/** `when` is before or after the request took effect; default before. */
export type FaultEffect =
  | { type: 'slow'; ms: number; when?: FaultStage }
  | { type: 'drop'; when?: FaultStage }
  | { type: 'hang'; when?: FaultStage }
  | { type: 'fail'; status: number; code?: number; message?: string }
  | { type: 'rate-limit'; retryAfterMs: number; scope?: RateLimitScope; code?: number }
  | { type: 'redirect'; location: string }
  | FileFault;

/** What goes wrong with the body of a file; other answers do not suffer it. */
export type FileFault =
  /** So much more than the attachment's `size` says, of which the headers tell nothing. */
  | { type: 'lengthen'; bytes: number }
  /** Of the body that the headers promise, the rest does not come. */
  | { type: 'cut'; afterBytes: number; ending: 'drop' | 'hang' };

export type FaultStage = 'before' | 'after';

export interface FaultRule {
  effect: FaultEffect;
  kind?: RouteKind;
  method?: string;
  where?: (request: LoggedRequest) => boolean;
  /** How many requests it hits; without it, all until removed. */
  times?: number;
}

export interface Fault {
  readonly hits: number;
  remove(): void;
}

export interface Faults {
  inject(rule: FaultRule): Fault;
  clear(): void;
}

export interface FaultSource extends Faults {
  /** The faults that hit this request, each counted as one hit. */
  hit(request: LoggedRequest): FaultEffect[];
}

interface ActiveRule extends FaultRule {
  hits: number;
}

export function createFaults(): FaultSource {
  const active = new Set<ActiveRule>();
  return {
    inject(rule) {
      const entry: ActiveRule = { ...rule, hits: 0 };
      active.add(entry);
      return {
        get hits() {
          return entry.hits;
        },
        remove: () => void active.delete(entry),
      };
    },
    clear: () => active.clear(),
    hit(request) {
      return [...active].filter((rule) => isHit(rule, request)).map(take);
    },
  };
}

function isHit(rule: ActiveRule, request: LoggedRequest): boolean {
  if (rule.times !== undefined && rule.hits >= rule.times) return false;
  if (rule.kind !== undefined && rule.kind !== request.kind) return false;
  if (rule.method !== undefined && rule.method !== request.method) return false;
  return rule.where?.(request) ?? true;
}

function take(rule: ActiveRule): FaultEffect {
  rule.hits += 1;
  return rule.effect;
}

/** Thrown to cut the connection without an answer. */
export class ConnectionDropped extends Error {}

/** Thrown to send the client elsewhere. */
export class Redirected extends Error {
  readonly location: string;

  constructor(location: string) {
    super(`moved to ${location}`);
    this.location = location;
  }
}

export function fileFaultOf(effects: readonly FaultEffect[]): FileFault | undefined {
  return effects.find((effect) => effect.type === 'lengthen' || effect.type === 'cut');
}

/** Carries out the faults of one stage: waits, or throws what the client shall see. */
export async function sufferFaults(
  effects: readonly FaultEffect[],
  { stage, pause }: { stage: FaultStage; pause: (ms: number) => Promise<void> },
): Promise<void> {
  for (const effect of effects) {
    const when = 'when' in effect ? (effect.when ?? 'before') : 'before';
    if (when === stage) await suffer(effect, pause);
  }
}

async function suffer(effect: FaultEffect, pause: (ms: number) => Promise<void>): Promise<void> {
  switch (effect.type) {
    case 'slow':
      return pause(effect.ms);
    case 'hang':
      return pause(2 ** 31 - 1);
    case 'drop':
      throw new ConnectionDropped();
    case 'fail':
      throw new ApiError({
        status: effect.status,
        code: effect.code ?? 0,
        message: effect.message ?? `${effect.status}: local Discord was told to fail`,
      });
    case 'rate-limit':
      throw new RateLimited({
        retryAfterMs: effect.retryAfterMs,
        scope: effect.scope ?? 'user',
        code: effect.code,
      });
    case 'redirect':
      throw new Redirected(effect.location);
    case 'lengthen':
    case 'cut':
      return;
    default:
      return effect satisfies never;
  }
}
