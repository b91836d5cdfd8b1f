// Everything that one call of the benchmark has measured.
import type { HandOverResult } from './measure-hand-over.ts';
import type { LoadResult } from './measure-load.ts';

export interface Results {
  measuredAt: string;
  machine: { cpu: string; cores: number; memoryGb: number; node: string };
  loads: LoadResult[];
  handOver: HandOverResult | undefined;
}
