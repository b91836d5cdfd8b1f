// What the processes of a soak have logged.

export interface SoakLogLine {
  process: string;
  /** Epoch ms. */
  at: number;
  level: string;
  msg: string;
  askId: string | undefined;
  /** As it came. */
  text: string;
}

export interface SoakLog {
  readonly lines: readonly SoakLogLine[];
  add(process: string, text: string): void;
}

interface Fields {
  level?: string;
  time?: string;
  msg?: string;
  askId?: string;
}

export function createSoakLog(): SoakLog {
  const lines: SoakLogLine[] = [];
  return {
    lines,
    add: (process, text) => {
      const { level = '', time = '', msg = '', askId } = parse(text);
      lines.push({ process, at: Date.parse(time), level, msg, askId, text });
    },
  };
}

/** A line that is no JSON is a fault of its own: something has written past the log. */
function parse(text: string): Fields {
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return { level: 'error', msg: 'no line of the log', time: new Date().toISOString() };
  }
}
