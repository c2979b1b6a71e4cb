import { describe, type Mutant } from './mutants.ts';

/** A fault that once passed every test. It is tried in every run over its file. */
interface Named {
  /** What goes wrong with it. */
  rule: string;
  path: string;
  /** Text that stands once in the file, and what takes its place. */
  from: string;
  to: string;
}

const NAMED: readonly Named[] = [];

/**
 * @param read the text of a file
 * @throws if the text of one does not stand in its file exactly once
 */
export function namedMutants(read: (path: string) => string): Mutant[] {
  return NAMED.map(({ rule, path, from, to }) => {
    const source = read(path);
    const start = source.indexOf(from);
    if (start < 0 || source.includes(from, start + 1)) {
      throw new Error(
        `tools/mutants/named.ts: "${from}" does not stand once in ${path}. Restate the fault: ${rule}`,
      );
    }
    return describe(path, source, rule, { start, end: start + from.length, replacement: to });
  });
}
