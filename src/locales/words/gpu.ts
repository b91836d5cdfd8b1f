// What /gpu tells operators.

export interface GpuWords {
  stopped(values: { answers: number }): string;
  runsOn(values: { answers: number }): string;
  joinOn: string;
  resumed: string;
  notPaused: string;
  /** No rest at all. */
  working: string;
  by(values: { name: string }): string;
  running(values: { answers: number }): string;
  waiting(values: { questions: number }): string;
  noWorker: string;
  /** Of one worker. */
  unreachable: string;
  quietHours(values: { times: string }): string;
  nothingLoaded: string;
  loaded(values: { model: string; memory: string }): string;
  /** Workers. */
  more(values: { count: number }): string;
}
