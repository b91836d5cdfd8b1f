// Everything that one call of the benchmark has measured.
import type { CommunityResult } from './measure-community.ts';
import type { EstimateResult } from './measure-estimate.ts';
import type { FairLineResult } from './measure-fair-line.ts';
import type { FormulasResult } from './measure-formulas.ts';
import type { HandOverResult } from './measure-hand-over.ts';
import type { LoadResult } from './measure-load.ts';
import type { RenderingResult } from './measure-rendering.ts';
import type { TwoModelsResult } from './measure-two-models.ts';
import type { WaitingResult } from './measure-waiting.ts';

export interface Results {
  measuredAt: string;
  machine: { cpu: string; cores: number; memoryGb: number; node: string };
  loads: LoadResult[];
  handOver: HandOverResult | undefined;
  fairLine: FairLineResult | undefined;
  estimate: EstimateResult | undefined;
  waiting: WaitingResult | undefined;
  community: CommunityResult | undefined;
  twoModels: TwoModelsResult | undefined;
  rendering: RenderingResult | undefined;
  formulas: FormulasResult | undefined;
}
