// Who answers in the demo: the host's own Ollama, else the stand-in. Says which, plainly.
import { defaultModels } from '../stand-in-ollama/models.ts';
import { readRecordedStream } from '../stand-in-ollama/recorded-stream.ts';
import type { Script } from '../stand-in-ollama/script.ts';
import { createStandInOllama } from '../stand-in-ollama/stand-in-ollama.ts';
import { findHostOllama, preferModel } from './host-ollama.ts';
import { UsageError, type StandInWishes } from './options.ts';
import type { Transcript } from './transcript.ts';

export interface ModelServer {
  /** As in OLLAMA_HOST. */
  host: string;
  /** Answers when no other is named. */
  model: string;
  /** A sentence for the person at the keyboard. */
  label: string;
  close(): Promise<void>;
}

export interface ModelServerOptions {
  host: string;
  preferredModel: string;
  wishes: StandInWishes;
  /** The one that is wished. */
  transcript: Transcript | undefined;
}

/** Slow enough to watch, and every phase is there to be seen. */
const standInPace = { tokensPerSecond: 40, loadMs: 2_000, promptMs: 400 };

/** What has been said before is wanted sooner. */
const transcriptPace = { tokensPerSecond: 500, loadMs: 200, promptMs: 100 };

/** @throws UsageError when the recording cannot be replayed */
export async function openModelServer(options: ModelServerOptions): Promise<ModelServer> {
  const { host, preferredModel, wishes } = options;
  if (wishes.transcript) {
    return openStandIn(options, `It gives a recorded response of ${wishes.transcript.file}.`);
  }
  if (wishes.replayFile !== undefined) {
    return openStandIn(options, `It replays ${wishes.replayFile}.`);
  }
  if (wishes.tokensPerSecond !== undefined) return openStandIn(options, 'As you wished.');
  const found = await findHostOllama({ host });
  if (found.type === 'silent') return openStandIn(options, `No Ollama answers at ${found.url}.`);
  const model = preferModel(found.models, preferredModel);
  if (model === undefined) {
    return openStandIn(options, `The Ollama at ${found.url} has no local model yet.`);
  }
  return {
    host,
    model,
    label: `Model: ${model}, of the Ollama at ${found.url}.`,
    close: async () => {},
  };
}

async function openStandIn(
  { preferredModel, wishes, transcript }: ModelServerOptions,
  reason: string,
): Promise<ModelServer> {
  const pace = transcript ? transcriptPace : standInPace;
  const { replayFile, tokensPerSecond = pace.tokensPerSecond } = wishes;
  const recording = replayFile === undefined ? undefined : await readRecording(replayFile);
  const script = transcript?.script ?? recording;
  const standIn = await createStandInOllama({
    ...pace,
    tokensPerSecond,
    ...(script && { script: () => script }),
  });
  const local = defaultModels.filter(({ remote }) => remote === undefined);
  const names = local.map(({ name }) => name);
  return {
    host: standIn.url,
    model: preferModel(names, preferredModel) ?? preferredModel,
    label: `Model: a stand-in, not a real one. ${reason}`,
    close: standIn.close,
  };
}

async function readRecording(file: string): Promise<Script> {
  const script = await readRecordedStream(file).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--replay cannot read ${file}: ${why}`);
  });
  const chunks = script.chunks ?? [];
  if (chunks.length === 0 || chunks.some(({ content }) => typeof content !== 'string')) {
    throw new UsageError(`--replay: ${file} is no recorded stream of Ollama's /api/generate.`);
  }
  return script;
}
