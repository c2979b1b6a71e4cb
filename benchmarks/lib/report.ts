import { type Figure, isKept, type Unit } from './figure.ts';
import type { Results } from './results.ts';

/** Changes below this share are not reported. */
const NOTABLE_CHANGE = 0.1;

/** One benchmark's figures as a table, beside those of an earlier run. */
export function table(figures: readonly Figure[], previous: readonly Figure[] = []): string {
  const before = new Map(previous.map((figure) => [figure.name, figure.value]));
  const isRace = figures.some(({ against }) => against !== undefined);
  const rows = figures.map((figure) => [
    figure.name,
    format(figure.value, figure.unit),
    quartiles(figure),
    promise(figure),
    ...(isRace ? versus(figure) : [change(figure, before.get(figure.name))]),
  ]);
  const head = [
    'figure',
    'median',
    'quartiles',
    'promised',
    ...(isRace ? ['other version', 'ratio'] : ['before']),
  ];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}

/** The figures of several benchmarks as one table for each day and machine. */
export function markdown(benchmarks: readonly (readonly [string, Measured | undefined])[]): string {
  const groups = Map.groupBy(
    benchmarks.flatMap(([name, result]) => (result === undefined ? [] : [{ name, ...result }])),
    ({ measuredAt, commit, machine: { cpu, cores, memoryGb, node } }) =>
      `${measuredAt.slice(0, 10)}, commit ${commit}, ${cores} cores (${cpu}), ${memoryGb} GB, Node ${node}`,
  );
  return [...groups]
    .map(([title, results]) => {
      const rows = results.flatMap(({ name, figures }) =>
        figures.map((figure) => [
          name,
          figure.name,
          figure.limit === undefined ? '' : promise(figure),
          format(figure.value, figure.unit),
          quartiles(figure),
          ...(figure.against === undefined ? [''] : [versus(figure).join(', ')]),
        ]),
      );
      const head = ['benchmark', 'figure', 'promised', 'measured', 'quartiles', 'version before, ratio'];
      const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
      return [`Measured ${title}`, '', ...lines].join('\n');
    })
    .join('\n\n');
}

type Measured = Results['benchmarks'][string];

function quartiles({ low, high, unit }: Figure): string {
  return low === undefined || high === undefined ? '' : `${format(low, unit)} … ${format(high, unit)}`;
}

function versus({ value, unit, against }: Figure): string[] {
  return against === undefined ? ['', ''] : [format(against, unit), format(value / against, 'ratio')];
}

export function format(value: number, unit: Unit): string {
  if (unit === 'ratio') return `${value.toPrecision(3)} x`;
  if (unit === 'usd') return `$${value.toFixed(value < 0.1 ? 4 : 2)}`;
  const digits = Number.isInteger(value) || Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 100 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`;
}

function promise(figure: Figure): string {
  if (figure.limit === undefined) return '';
  const { min, max } = figure.limit;
  const bounds = [
    ...(min === undefined ? [] : [`>= ${format(min, figure.unit)}`]),
    ...(max === undefined ? [] : [`<= ${format(max, figure.unit)}`]),
  ];
  return `${bounds.join(', ')} ${isKept(figure) ? 'kept' : 'NOT KEPT'}`;
}

function change({ value, unit }: Figure, before: number | undefined): string {
  if (before === undefined) return '';
  const share = before === 0 ? 0 : value / before - 1;
  const sign = share > 0 ? '+' : '';
  const moved = Math.abs(share) > NOTABLE_CHANGE ? ` (${sign}${Math.round(share * 100)} %)` : '';
  return `${format(before, unit)}${moved}`;
}
