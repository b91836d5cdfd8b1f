// The drawing thread's own program (drawing-thread.ts starts it): a formula comes in, its drawing goes out, one at a
// time. The first message out says that it is warm.
import { parentPort } from 'node:worker_threads';
import { createDrawFormula } from './draw-formula.ts';

const drawFormula = createDrawFormula();

/** Loads what any drawing needs, so that the limit of the first is not spent on it. */
await drawFormula('x');
parentPort?.on('message', (tex: string) => {
  void drawFormula(tex).then((drawing) => parentPort?.postMessage(drawing));
});
parentPort?.postMessage('ready');
