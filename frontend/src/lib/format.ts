import type { CostRange } from '../../../src/contract/index.ts';

const MINUTE = 60_000;

/** Making a formatter takes far longer than using it. */
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function remembered<Format extends Intl.NumberFormat | Intl.DateTimeFormat>(
  name: string,
  make: () => Format,
): Format {
  const format = (made.get(name) as Format | undefined) ?? make();
  made.set(name, format);
  return format;
}

/** US dollars with as many digits as a small price needs: 0.003 stays visible, 12.5 is 12.50. */
export function money(locale: string, usd: number): string {
  return formatter(locale, usd).format(usd);
}

/** A range of US dollars, written once where both ends are alike. */
export function moneyRange(locale: string, range: CostRange): string {
  const format = formatter(locale, range.low === 0 ? range.high : range.low);
  const low = format.format(range.low);
  const high = format.format(range.high);
  return low === high ? low : `${low}–${high}`;
}

function formatter(locale: string, usd: number): Intl.NumberFormat {
  const digits = usd !== 0 && usd < 0.01 ? 4 : usd < 0.1 ? 3 : 2;
  const make = () =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: 'USD',
      minimumFractionDigits: 2,
      maximumFractionDigits: digits,
    });
  return remembered(`money ${locale} ${digits}`, make);
}

/** `4.2 s` under a minute, `1:05` above. */
export function duration(locale: string, ms: number): string {
  const safe = Math.max(0, ms);
  if (safe >= MINUTE) {
    const seconds = Math.floor(safe / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }
  const tenths = Math.floor(safe / 100) / 10;
  const make = () => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return `${remembered(`tenths ${locale}`, make).format(tenths)} s`;
}

/** A share as a percentage with one digit; one that is smaller, but not nothing, is told to be. */
export function percent(locale: string, share: number): string {
  const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const least = 0.001;
  return share > 0 && share < least ? `< ${format.format(least)}` : format.format(share);
}

export function bytes(locale: string, count: number): string {
  if (count < 1000) return `${count} B`;
  const [value, unit] = count < 1_000_000 ? [count / 1000, 'kB'] : [count / 1_000_000, 'MB'];
  return `${value.toLocaleString(locale, { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
}

export function dateTime(locale: string, iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const make = () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return remembered(`moment ${locale}`, make).format(date);
}

/** The clock time alone when it is today, with the day otherwise. */
export function moment(locale: string, iso: string, now = new Date()): string {
  const date = new Date(iso);
  return date.toDateString() === now.toDateString()
    ? date.toLocaleTimeString(locale, { timeStyle: 'short' })
    : date.toLocaleString(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit' });
}

/** Short text for titles and labels. */
export function shorten(text: string, length: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= length ? flat : `${flat.slice(0, length - 1).trimEnd()}…`;
}
