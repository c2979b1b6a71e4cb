/** Template parameters by name, as parameters.json holds them: `ModelCount`, `Model1Name`, `Model1Key`, … */
export type RawParameters = Readonly<Record<string, unknown>>;

/** The text without the spaces around it; empty for anything but a text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** The entries of a comma-separated text, or of a list, without empty ones. */
export function listOf(value: unknown): string[] {
  const entries = Array.isArray(value) ? value : textOf(value).split(',');
  return entries.map((entry) => String(entry).trim()).filter((entry) => entry !== '');
}

/** NaN for anything but a number, or a text of at most six digits. */
export function wholeNumber(value: unknown): number {
  const isWhole = typeof value === 'number' || (typeof value === 'string' && /^\d{1,6}$/.test(value.trim()));
  return isWhole ? Number(value) : Number.NaN;
}
