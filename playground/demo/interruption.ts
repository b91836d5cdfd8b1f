// Ctrl-C, and being told to end: everything is closed first, but nobody waits for ever.

export interface InterruptionOptions {
  /** Called once. */
  onInterrupt: () => void;
  /** A clean-up that takes longer is given up. */
  limitMs?: number;
}

/** What a shell gives for a program that Ctrl-C has ended: 128 and the number of SIGINT. */
export const interruptedExitCode = 130;

/** npm and tsx pass a Ctrl-C on, so that one press may come twice. */
const samePressMs = 1_000;

/** A second Ctrl-C ends the process at once. Takes hold for the rest of the process's life. */
export function listenForInterruption({ onInterrupt, limitMs = 8_000 }: InterruptionOptions): void {
  let interruptedAt: number | undefined;
  const giveUp = (): never => process.exit(interruptedExitCode);
  const interrupt = (): void => {
    if (interruptedAt === undefined) {
      interruptedAt = performance.now();
      setTimeout(giveUp, limitMs).unref();
      onInterrupt();
    } else if (performance.now() - interruptedAt > samePressMs) giveUp();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt);
}
