// Watches a promise that is expected to fail, from before it does.

/** What the promise rejects with. @throws when it resolves */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  const settled = await promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (!settled) throw new Error('expected a failure, and there was none');
  return settled.error;
}
