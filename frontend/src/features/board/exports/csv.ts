/** A number is written as such; what is not known stays empty. */
export type Cell = string | number | undefined;

/** What a spreadsheet takes for the beginning of a formula, full-width signs included, or strips before it looks. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const QUOTED = /[",;\r\n]/;
/** The same in the middle of a text, where a spreadsheet that separates by something else begins a cell. */
const FORMULA_INSIDE = /([;\t\r\n]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

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
  const inside = cell.replace(FORMULA_INSIDE, (found, _, at: number) =>
    cell.slice(0, at).trim() === '' ? found : `${found}'`,
  );
  const safe = FORMULA.test(inside) ? `'${inside}` : inside;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
