import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import type { Figure } from './figure.ts';

/** What `npm run bench` leaves behind; `baseline.json` is the copy that is committed. */
export interface Results {
  benchmarks: Record<string, { measuredAt: string; commit: string; machine: Machine; figures: Figure[] }>;
}

interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  node: string;
}

const latest = new URL('../results/latest.json', import.meta.url);
const baseline = new URL('../results/baseline.json', import.meta.url);

export const readBaseline = (): Results | undefined => readResults(baseline);

/** The figures to compare with: those of the last run on this machine, or else the committed ones. */
export const readPrevious = (): Results | undefined => readResults(latest) ?? readBaseline();

function readResults(file: URL): Results | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : undefined;
}

/** Keeps the figures of benchmarks that were not run this time. */
export function writeResults(figures: ReadonlyMap<string, Figure[]>, asBaseline: boolean): void {
  const measuredAt = new Date().toISOString();
  const commit = currentCommit();
  for (const file of asBaseline ? [latest, baseline] : [latest]) {
    const benchmarks = { ...(readResults(file) ?? readBaseline())?.benchmarks };
    for (const [name, list] of figures) {
      benchmarks[name] = { measuredAt, commit, machine: machine(), figures: list.map(rounded) };
    }
    writeFileSync(file, `${JSON.stringify({ benchmarks }, null, 2)}\n`);
  }
}

function rounded(figure: Figure): Figure {
  const round = (value: number) => Number(value.toPrecision(4));
  return {
    ...figure,
    value: round(figure.value),
    ...(figure.low !== undefined && { low: round(figure.low) }),
    ...(figure.high !== undefined && { high: round(figure.high) }),
    ...(figure.against !== undefined && { against: round(figure.against) }),
  };
}

function machine(): Machine {
  const cpus = os.cpus();
  return {
    cpu: cpus[0]?.model.trim() ?? 'unknown',
    cores: cpus.length,
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
  };
}

function currentCommit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
