// Streams a script: the pace, the limits on length, and the faults that strike on the way.
import type { Exchange } from './exchange.ts';
import { tokenChunk } from './chunks.ts';
import type { Source } from './chunks.ts';
import type { StreamFault } from './faults.ts';
import { pause, unlessAborted } from './pause.ts';
import type { ScriptChunk } from './script.ts';
import { ServerError } from './server-error.ts';

export interface Playback {
  exchange: Exchange;
  source: Source;
  chunks: readonly ScriptChunk[];
  /** `false`: nothing is written, the text is gathered for the one closing chunk. */
  streams: boolean;
  /** Asked before each token; 0 = as fast as possible. */
  tokensPerSecond: () => number;
  splitsCharacters: boolean;
  fault: StreamFault | undefined;
  now: () => number;
}

const tokensBetweenBreaths = 32;
const elsewhere = { host: 'https://ollama.com:443', model: 'deepseek-r1:671b' };
const runnerStopped =
  'model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, check ollama server logs for details';

/** Sends the chunks. `ended`: a fault has ended the answer, no closing chunk may follow. */
export async function play(playback: Playback): Promise<'complete' | 'ended'> {
  const { exchange, chunks, fault } = playback;
  const keepPace = createPace(playback);
  const strikesAt = fault ? Math.min(fault.afterTokens, chunks.length) : Infinity;
  for (const [index, chunk] of chunks.entries()) {
    if (fault && index === strikesAt && (await strike(fault, exchange)) === 'ended') return 'ended';
    const isElsewhere = fault?.type === 'remote-host' && index >= strikesAt;
    await keepPace(index);
    await sendToken(playback, { chunk, isElsewhere });
  }
  return fault && strikesAt === chunks.length ? strike(fault, exchange) : 'complete';
}

async function sendToken(
  playback: Playback,
  { chunk, isElsewhere }: { chunk: ScriptChunk; isElsewhere: boolean },
): Promise<void> {
  const { exchange, splitsCharacters } = playback;
  const source = isElsewhere ? { ...playback.source, remote: elsewhere } : playback.source;
  const sentAt = playback.now();
  exchange.record.firstTokenAt ??= sentAt;
  exchange.record.tokenTimes.push(sentAt);
  exchange.record.tokensSent += 1;
  if (!playback.streams) return;
  await exchange.sendLine(JSON.stringify(tokenChunk(source, chunk)), { splitsCharacters });
}

/** Each token has its own moment, counted from the one before, so that delays do not add up. */
function createPace({
  tokensPerSecond,
  exchange,
  now,
}: Playback): (index: number) => Promise<void> {
  let dueAt = now();
  return async (index) => {
    const rate = tokensPerSecond();
    dueAt = rate === 0 ? now() : dueAt + 1_000 / rate;
    if (rate === 0 && index % tokensBetweenBreaths === 0) await nextTurn();
    await pause(dueAt - now(), exchange.signal);
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

const never = new Promise<never>(() => {});

async function strike(fault: StreamFault, exchange: Exchange): Promise<'complete' | 'ended'> {
  const moment = fault.until ?? (fault.type === 'hang' ? never : Promise.resolve());
  await unlessAborted(moment, exchange.signal);
  switch (fault.type) {
    case 'garbage-line':
      await exchange.sendLine(fault.line ?? '<html>this is not JSON');
      return 'complete';
    case 'hang':
    case 'remote-host':
      return 'complete';
    case 'error-line':
      await exchange.fail(new ServerError(500, fault.error ?? runnerStopped));
      return 'ended';
    case 'cut':
      exchange.cut();
      return 'ended';
    case 'end-without-done':
      exchange.end();
      return 'ended';
    default:
      return fault satisfies never;
  }
}
