import { inOrder, type Judged } from '../../store/vote-store.ts';

/** Two pictures, in the order of their letters. */
export type Two<Picture extends Judged = Judged> = readonly [Picture, Picture];

/** Every two pictures of different models. */
export function pairsOf<Picture extends Judged>(pictures: readonly Picture[]): Two<Picture>[] {
  return pictures.flatMap((one, place) =>
    pictures
      .slice(place + 1)
      .flatMap((other): Two<Picture>[] => (one.modelId === other.modelId ? [] : [[one, other]])),
  );
}

/** How often something was judged. */
interface Tally {
  /** First how often the two models met, then how often each was judged, then each picture: the least is to be judged next. */
  of(pair: Two): [number, number, number];
  add(pair: Two): void;
}

/** @param jobId tells pictures of different runs apart */
function tally(): Tally {
  const counts = new Map<string, number>();
  const at = (key: string) => counts.get(key) ?? 0;
  const meeting = ([one, other]: Two) => `two ${[one.modelId, other.modelId].sort().join(' ')}`;
  const keysOf = (pair: Two) => [
    meeting(pair),
    ...pair.flatMap(({ modelId, letter }) => [`model ${modelId}`, `letter ${letter}`]),
  ];
  const sum = (pair: Two, keyOf: (picture: Judged) => string) =>
    pair.reduce((total, picture) => total + at(keyOf(picture)), 0);
  return {
    of: (pair) => [
      at(meeting(pair)),
      sum(pair, ({ modelId }) => `model ${modelId}`),
      sum(pair, ({ letter }) => `letter ${letter}`),
    ],
    add(pair) {
      for (const key of keysOf(pair)) counts.set(key, at(key) + 1);
    },
  };
}

/**
 * The pairs to judge next: models that met least first, and among those by chance.
 * @param judged pairs that were judged
 * @param random from 0 to 1
 */
export function choosePairs<Picture extends Judged>(
  open: readonly Two<Picture>[],
  judged: readonly Two[],
  most: number,
  random: () => number,
): Two<Picture>[] {
  const counted = tally();
  for (const pair of judged) counted.add(pair);
  const left = shuffled(open, random);
  const chosen: Two<Picture>[] = [];
  while (chosen.length < most) {
    const next = leastOf(left, counted);
    if (next === undefined) break;
    left.splice(left.indexOf(next), 1);
    counted.add(next);
    chosen.push(next);
  }
  return chosen;
}

function leastOf<Pair extends Two>(pairs: readonly Pair[], counted: Tally): Pair | undefined {
  let least: { pair: Pair; count: [number, number, number] } | undefined;
  for (const pair of pairs) {
    const count = counted.of(pair);
    if (least === undefined || isLess(count, least.count)) least = { pair, count };
  }
  return least?.pair;
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  const place = one.findIndex((count, at) => count !== other[at]);
  return place !== -1 && (one[place] ?? 0) < (other[place] ?? 0);
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

/** What names a pair within its run. */
export const lettersIn = (one: Pick<Judged, 'letter'>, other: Pick<Judged, 'letter'>): string =>
  inOrder(one.letter, other.letter).join('_');
