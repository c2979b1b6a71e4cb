import type { Figures } from '../figures.ts';
import type { Board } from '../statistics/types.ts';
import { type Cell, csv } from './csv.ts';

const HEAD = [
  'rank',
  'model',
  'model_id',
  'picked',
  'picked_low',
  'picked_high',
  'strength',
  'strength_low',
  'strength_high',
  'chance_of_best',
  'votes',
  'won',
  'lost',
  'tied',
  'both_bad',
  'prompts',
  'asked',
  'pictures',
  'refused',
  'failed',
  'usd_per_picture',
  'median_ms',
  'p90_ms',
  'times',
];

/** One row per model, the strongest first. The names of the columns are the same in every language. */
export function boardCsv(
  { standings }: Board,
  figures: ReadonlyMap<string, Figures> | undefined,
  nameOf: (model: string) => string,
): string {
  const rows = standings.map((standing): Cell[] => {
    const { model, rank, share, shareRange, strength, range } = standing;
    const known = figures?.get(model);
    return [
      rank,
      nameOf(model),
      model,
      rounded(share, 4),
      rounded(shareRange?.low, 4),
      rounded(shareRange?.high, 4),
      rounded(strength, 2),
      rounded(range?.low, 2),
      rounded(range?.high, 2),
      rounded(standing.best, 4),
      standing.votes,
      standing.wins,
      standing.losses,
      standing.ties,
      standing.bothBad,
      standing.prompts,
      known?.asked,
      known?.pictures,
      known?.refused,
      known?.failed,
      known?.usdPerPicture,
      rounded(known?.times.median, 0),
      rounded(known?.times.p90, 0),
      known?.times.count,
    ];
  });
  return csv([HEAD, ...rows]);
}

/** No more digits than a thousand draws can tell. */
const rounded = (value: number | undefined, digits: number) =>
  value === undefined ? undefined : Number(value.toFixed(digits));
