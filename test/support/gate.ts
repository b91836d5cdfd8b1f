// A promise that a test resolves: Node 20 has no Promise.withResolvers.

export interface Gate {
  readonly opened: Promise<void>;
  open: () => void;
}

export function createGate(): Gate {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
