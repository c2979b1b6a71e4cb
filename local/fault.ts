import { nearestNames } from '../src/lib/nearest.ts';

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

/** What the owner reads of an error: the sentence of a fault, and where any other error came from. */
export function tellOf(error: unknown): string {
  if (error instanceof StackFault) return error.message;
  return (error instanceof Error ? error.stack : undefined) ?? String(error);
}

/** The end of a sentence about a word that is not known: `; did you mean Model1Name?`, or a full stop. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const meant = nearestName(word, known);
  return meant === undefined ? '.' : `; did you mean ${meant}?`;
}

export function nearestName(word: string, known: Iterable<string>): string | undefined {
  const names = new Map([...known].map((name) => [name.toLowerCase(), name]));
  return nearestNames(word.toLowerCase(), names)[0];
}

/** Node's name of an error, such as `EADDRINUSE`. */
export function errorCode(error: unknown): string | undefined {
  const code: unknown =
    typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
