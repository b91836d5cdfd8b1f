// What goes between the benchmark and its processes.

/** Named functions of one argument, called from another process. Arguments and results are plain data. */
export type Service = Record<string, (input: never) => unknown>;

export interface Call {
  id: number;
  name: string;
  input: unknown;
}

export type Answer =
  | { type: 'result'; id: number; value: unknown }
  | { type: 'failure'; id: number; error: string };
