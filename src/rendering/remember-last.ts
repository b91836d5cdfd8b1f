// Spares work that was just done: rendering is called many times a second with mostly the same input.

/** The same function, which knows its last result. `make` depends on the values of its input alone. */
export function rememberLast<Input extends object, Result>(
  make: (input: Input) => Result,
): (input: Input) => Result {
  let last: { values: unknown[]; result: Result } | undefined;
  return (input) => {
    const values = Object.entries(input).flat();
    if (last === undefined || !isSame(last.values, values)) last = { values, result: make(input) };
    return last.result;
  };
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => Object.is(value, other[index]));
}
