// What /gpu tells operators in English.
import type { Catalogue } from '../icu.ts';
import type { GpuWords } from '../words/gpu.ts';

export const enGpu: Catalogue<GpuWords> = {
  stopped:
    '{answers, plural, one {The running answer was stopped.} other {# running answers were stopped.}}',
  runsOn:
    '{answers, plural, one {The running answer goes on to its end.} other {# running answers go on to their end.}}',
  joinOn: 'Whoever asks meanwhile joins the line.',
  resumed: '**The pause is over.**',
  notPaused: 'Nothing was paused.',
  working: 'Taking questions',
  by: 'by {name}',
  running: '{answers, plural, =0 {No answer runs} one {# answer runs} other {# answers run}}',
  waiting:
    '{questions, plural, =0 {no question waits} one {# question waits} other {# questions wait}}',
  noWorker: 'No model server is connected.',
  unreachable: 'Ollama does not answer',
  quietHours: 'quiet {times}',
  nothingLoaded: 'no model in memory',
  loaded: '{model} ({memory})',
  more: 'and {count, number} more',
};
