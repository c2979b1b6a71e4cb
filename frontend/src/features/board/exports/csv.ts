/** A number is written as such; what is not known stays empty. */
export type Cell = string | number | undefined;

/** What a spreadsheet takes for the beginning of a formula, full-width signs included, or strips before it looks. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const QUOTED = /[",\r\n]/;

/**
 * Comma-separated values as RFC 4180 has them, with the mark by which spreadsheets know UTF-8. Words that would be run as a formula get
 * an apostrophe before them.
 */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`;
}

function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
