/** As the API takes them. */
const MOST = 1_000_000;

/** What somebody has typed as a limit: `null` for nothing, `undefined` for what cannot be one. */
export type Typed = number | null | undefined;

const within = (value: number): Typed => (value > 0 && value <= MOST ? value : undefined);

/** US dollars, with a point or a comma; three digits after a comma would be thousands to some. */
export function typedDollars(text: string): Typed {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return /^\d{1,9}(?:[.,]\d{1,2})?$/.test(trimmed) ? within(Number(trimmed.replace(',', '.'))) : undefined;
}

/** Runs a day. */
export function typedRuns(text: string): Typed {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return /^\d{1,9}$/.test(trimmed) ? within(Number(trimmed)) : undefined;
}
