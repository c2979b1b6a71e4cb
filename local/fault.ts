/** The stack cannot start or go on; every fault names a place and what to write instead. */
export class StackFault extends Error {
  override readonly name = 'StackFault';
  readonly faults: readonly string[];

  constructor(faults: string | readonly string[], options?: { cause?: unknown }) {
    const list = typeof faults === 'string' ? [faults] : faults;
    super(list.join('\n'), options);
    this.faults = list;
  }
}

/** Node's name of an error, such as `EADDRINUSE`. */
export function errorCode(error: unknown): string | undefined {
  const code: unknown =
    typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
