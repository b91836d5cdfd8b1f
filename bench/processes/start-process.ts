// The parent's side of a process of the benchmark.
import { fork, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import type { Answer, Service } from './wire.ts';

export interface RemoteProcess<S> {
  /** Rejects with the stack of the other process, or when that process ends first. */
  call<Name extends keyof S & string>(
    name: Name,
    ...input: Parameters<MethodOf<S, Name>>
  ): Promise<Awaited<ReturnType<MethodOf<S, Name>>>>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

type MethodOf<S, Name extends keyof S> = Extract<S[Name], (...input: never[]) => unknown>;

interface Pending {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** Runs a program that calls `serve`. It speaks up on standard error only. */
export function startProcess<S extends Service>(program: URL): RemoteProcess<S> {
  const stdio: StdioOptions = ['ignore', 'ignore', 2, 'ipc'];
  const child = fork(program, { serialization: 'advanced', stdio, execArgv: [] });
  const pending = new Map<number, Pending>();
  let calls = 0;

  child.on('message', (message) => settle(pending, message as Answer));
  child.once('exit', (code) => {
    const error = new Error(`${program.pathname} has ended (${code})`);
    for (const { reject } of pending.values()) reject(error);
  });

  const call = (name: string, input: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      calls += 1;
      pending.set(calls, { resolve, reject });
      child.send({ id: calls, name, input });
    });

  return {
    call: (name, ...[input]) => call(name, input) as never,
    close: () => end(child),
  };
}

function settle(pending: Map<number, Pending>, answer: Answer): void {
  const waiting = pending.get(answer.id);
  pending.delete(answer.id);
  if (answer.type === 'result') waiting?.resolve(answer.value);
  else waiting?.reject(new Error(answer.error));
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (child.connected) child.disconnect();
  await once(child, 'exit');
}
