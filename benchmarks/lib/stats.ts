/** The median of several measurements, and their spread. */
export interface Summary {
  median: number;
  /** The quartiles: half of the measurements lie between them. */
  low: number;
  high: number;
}

export function summarise(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/** @throws when there is nothing to summarise */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new Error('Nothing was measured.');
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * Runs the candidates in turn, round after round, so that other work on the machine affects all of them alike.
 * @returns each one's measurements, in the order of the rounds
 */
export async function inTurn<Name extends string>(
  rounds: number,
  candidates: Record<Name, () => number | Promise<number>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(candidates) as Name[];
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      values[name].push(await candidates[name]());
    }
  }
  return values;
}

/** The ratio of two series that were measured in turn, round by round. */
export function ratios(values: readonly number[], floors: readonly number[]): Summary {
  return summarise(values.map((value, round) => value / (floors[round] ?? Number.NaN)));
}
