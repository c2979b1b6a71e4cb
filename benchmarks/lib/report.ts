import { type Figure, isKept, type Unit } from './figure.ts';

/** Changes below this share are not reported. */
const NOTABLE_CHANGE = 0.1;

/** One benchmark's figures as a table, beside those of an earlier run. */
export function table(figures: readonly Figure[], previous: readonly Figure[] = []): string {
  const before = new Map(previous.map((figure) => [figure.name, figure.value]));
  const rows = figures.map((figure) => [
    figure.name,
    format(figure.value, figure.unit),
    figure.low === undefined || figure.high === undefined
      ? ''
      : `${format(figure.low, figure.unit)} … ${format(figure.high, figure.unit)}`,
    promise(figure),
    change(figure, before.get(figure.name)),
  ]);
  const head = ['figure', 'median', 'quartiles', 'promised', 'before'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}

export function format(value: number, unit: Unit): string {
  if (unit === 'ratio') return `${value.toPrecision(3)} x`;
  if (unit === 'usd') return `$${value.toFixed(value < 0.1 ? 4 : 2)}`;
  const digits = Number.isInteger(value) || Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 100 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`;
}

function promise(figure: Figure): string {
  if (figure.limit === undefined) return '';
  const bound =
    'max' in figure.limit
      ? `<= ${format(figure.limit.max, figure.unit)}`
      : `>= ${format(figure.limit.min, figure.unit)}`;
  return `${bound} ${isKept(figure) ? 'kept' : 'NOT KEPT'}`;
}

function change({ value, unit }: Figure, before: number | undefined): string {
  if (before === undefined) return '';
  const share = before === 0 ? 0 : value / before - 1;
  const sign = share > 0 ? '+' : '';
  const moved = Math.abs(share) > NOTABLE_CHANGE ? ` (${sign}${Math.round(share * 100)} %)` : '';
  return `${format(before, unit)}${moved}`;
}
