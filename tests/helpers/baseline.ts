import type { Figure } from '../../benchmarks/lib/figure.ts';
import { format } from '../../benchmarks/lib/report.ts';
import { readBaseline } from '../../benchmarks/lib/results.ts';

/** Growth beyond a tenth of the committed figure should be a decision rather than an accident. */
const TOLERANCE = 1.1;
/** Only what does not depend on the machine: bytes and requests. */
const UNITS = ['bytes', 'KB', 'requests'];

/** A sentence for each figure that exceeds the committed one, or that has none; with the command that commits it. */
export function grown(benchmark: string, figures: readonly Figure[]): string[] {
  const committed = readBaseline()?.benchmarks[benchmark]?.figures ?? [];
  const command = `if this is intended, run \`npm run bench -- ${benchmark} --baseline\` (seconds) and commit the result`;
  return figures
    .filter(({ unit }) => UNITS.includes(unit))
    .flatMap(({ name, value, unit }) => {
      const before = committed.find((candidate) => candidate.name === name)?.value;
      if (before !== undefined && value <= before * TOLERANCE) return [];
      const limit = before === undefined ? 'no committed figure' : `committed ${format(before, unit)}`;
      return [`${benchmark}, ${name}: ${format(value, unit)}, ${limit}; ${command}`];
    });
}
