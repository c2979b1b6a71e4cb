import { type Summary, summarise } from './stats.ts';

export type Unit =
  | 'ratio'
  | 'ms'
  | 's'
  | 'bytes'
  | 'KB'
  | 'MB'
  | 'requests'
  | 'files'
  | 'usd'
  | 'score'
  | '%';

/** One measured number. Its name is stable: two runs are compared by it. */
export interface Figure {
  name: string;
  value: number;
  unit: Unit;
  low?: number;
  high?: number;
  /** What is promised; `docs/PERFORMANCE.md` says why. */
  limit?: { max: number; min?: number } | { min: number; max?: number };
  /** The median of another version, measured in turn in the same run. */
  against?: number;
}

export interface Benchmark {
  /** One sentence: what is measured against what. */
  about: string;
  run: (options: BenchmarkOptions) => Promise<Figure[]>;
}

export interface BenchmarkOptions {
  /** Folder of another checkout, after `npm ci`, for benchmarks that compare versions. */
  against?: string | undefined;
  /** Fewer rounds than usual, to try a benchmark out. */
  rounds?: number | undefined;
}

type Limit = NonNullable<Figure['limit']>;

export function figure(name: string, unit: Unit, value: number | Summary, limit?: Limit): Figure {
  const numbers =
    typeof value === 'number' ? { value } : { value: value.median, low: value.low, high: value.high };
  return { name, unit, ...numbers, ...(limit !== undefined && { limit }) };
}

/** A figure of several measurements: their median and quartiles. */
export function measured(name: string, unit: Unit, values: readonly number[], limit?: Limit): Figure {
  return figure(name, unit, summarise(values), limit);
}

export function isKept({ value, limit }: Figure): boolean {
  if (limit === undefined) return true;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = limit;
  return value >= min && value <= max;
}
