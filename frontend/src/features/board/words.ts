import type { Interval } from './statistics/interval.ts';
import type { Warning } from './statistics/types.ts';
import type { BoardTexts } from './texts/texts.ts';

export const percent = (locale: string, share: number): string =>
  share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 0 });

export const points = (locale: string, value: number): string =>
  value.toLocaleString(locale, { maximumFractionDigits: 0, useGrouping: false });

export const day = (locale: string, iso: string): string =>
  new Date(iso).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' });

/** A chance that is never said to be 0 or 100 %: it was counted over a thousand draws. */
export function chance(locale: string, value: number): string {
  const [least, most] = [0.01, 0.99];
  if (value < least) return `< ${percent(locale, least)}`;
  return value > most ? `> ${percent(locale, most)}` : percent(locale, value);
}

/** A value and where it lies, or the value alone where that is not known. */
export function withRange(
  t: BoardTexts,
  say: (value: number) => string,
  value: number,
  range: Interval | undefined,
): string {
  return range === undefined ? say(value) : t.interval(say(value), say(range.low), say(range.high));
}

/** A warning in a sentence. */
export function warningText(
  t: BoardTexts,
  locale: string,
  warning: Warning,
  nameOf: (model: string) => string,
): string {
  const { code } = warning;
  if (code === 'few_prompts') return t[code](warning.prompts);
  if (code === 'position') return t[code](warning.side, points(locale, warning.points));
  if (code === 'one_voter' || code === 'one_prompt') return t[code](percent(locale, warning.share));
  if (code === 'apart') return t[code](warning.groups.map((group) => group.map(nameOf)));
  if (code === 'ties') return t[code](nameOf(warning.better), nameOf(warning.other));
  return t[code](warning.models.map(nameOf));
}
