import { RULES } from './rules.ts';
import { type Node, parse, walk } from './syntax.ts';

/** One small fault in one file. */
export interface Mutant {
  path: string;
  start: number;
  end: number;
  replacement: string;
  /** The rule of `rules.ts` that made it, or the sentence of a named mutant. */
  rule: string;
  /** From 1. */
  line: number;
  /** The line as it stands, without indentation. */
  before: string;
  /** What takes its place; more than one line is folded. */
  after: string;
}

/** Every mutant of a file, in the order of their places. */
export function mutantsOf(path: string, source: string): Mutant[] {
  const found = new Map<string, Mutant>();
  const text = (node: Node) => source.slice(node.start, node.end);
  walk(parse(source), (node, parent) => {
    for (const [rule, changesOf] of Object.entries(RULES)) {
      for (const change of changesOf(node, text, parent)) {
        const mutant = describe(path, source, rule, change);
        const key = mutate(source, mutant);
        if (key !== source && !found.has(key)) found.set(key, mutant);
      }
    }
  });
  return [...found.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

export function mutate(
  source: string,
  { start, end, replacement }: Pick<Mutant, 'start' | 'end' | 'replacement'>,
) {
  return source.slice(0, start) + replacement + source.slice(end);
}

export function describe(
  path: string,
  source: string,
  rule: string,
  change: Pick<Mutant, 'start' | 'end' | 'replacement'>,
): Mutant {
  const lineStart = source.lastIndexOf('\n', change.start - 1) + 1;
  const lineEnd = (at: number) => (source.indexOf('\n', at) + source.length + 1) % (source.length + 1);
  const end = Math.max(lineEnd(change.start), lineEnd(change.end));
  const changed = source.slice(lineStart, change.start) + change.replacement + source.slice(change.end, end);
  return {
    path,
    ...change,
    rule,
    line: source.slice(0, change.start).split('\n').length,
    before: fold(source.slice(lineStart, end)),
    after: fold(changed),
  };
}

const fold = (text: string) => text.trim().replace(/\s+/g, ' ');

/** The same order for the same seed: mulberry32 and a Fisher-Yates shuffle. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
