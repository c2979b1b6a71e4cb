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

/** A run with what is left of it to be judged. */
export interface Source<Picture extends Judged = Judged> {
  jobId: string;
  open: readonly Two<Picture>[];
}

/** A pair of a run. */
export interface Chosen<Picture extends Judged = Judged> {
  jobId: string;
  pair: Two<Picture>;
}

/** How often something was judged. */
interface Tally {
  /**
   * How often the run was judged, then how often the two models met, then how often each was judged, then each picture: the least is to be
   * judged next.
   */
  of(chosen: Chosen): readonly number[];
  add(chosen: Chosen): void;
}

function tally(): Tally {
  const counts = new Map<string, number>();
  const at = (key: string) => counts.get(key) ?? 0;
  const keysOf = ({ jobId, pair }: Chosen) => {
    const [one, other] = pair;
    return {
      run: `run ${jobId}`,
      meeting: `two ${[one.modelId, other.modelId].sort().join(' ')}`,
      models: pair.map(({ modelId }) => `model ${modelId}`),
      pictures: pair.map(({ letter }) => `picture ${jobId} ${letter}`),
    };
  };
  const sum = (keys: readonly string[]) => keys.reduce((total, key) => total + at(key), 0);
  return {
    of(chosen) {
      const { run, meeting, models, pictures } = keysOf(chosen);
      return [at(run), at(meeting), sum(models), sum(pictures)];
    },
    add(chosen) {
      for (const key of Object.values(keysOf(chosen)).flat()) counts.set(key, at(key) + 1);
    },
  };
}

/**
 * The pairs to judge next: of runs that were judged least, models that met least first, and among those by chance.
 * @param judged pairs that were judged, of these runs and of others
 * @param random from 0 to 1
 */
export function choosePairs<Picture extends Judged>(
  sources: readonly Source<Picture>[],
  judged: readonly Chosen[],
  most: number,
  random: () => number,
): Chosen<Picture>[] {
  const counted = tally();
  for (const chosen of judged) counted.add(chosen);
  const all = sources.flatMap(({ jobId, open }) => open.map((pair) => ({ jobId, pair })));
  const left = shuffled(all, random);
  const chosen: Chosen<Picture>[] = [];
  while (chosen.length < most) {
    const next = leastOf(left, counted);
    if (next === undefined) break;
    left.splice(left.indexOf(next), 1);
    counted.add(next);
    chosen.push(next);
  }
  return chosen;
}

function leastOf<Each extends Chosen>(all: readonly Each[], counted: Tally): Each | undefined {
  let least: { each: Each; count: readonly number[] } | undefined;
  for (const each of all) {
    const count = counted.of(each);
    if (least === undefined || isLess(count, least.count)) least = { each, count };
  }
  return least?.each;
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  const place = one.findIndex((count, at) => count !== other[at]);
  return place !== -1 && (one[place] ?? 0) < (other[place] ?? 0);
}

/** The same in an order drawn by chance. */
export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

/** What names a pair within its run. */
export const lettersIn = (one: Pick<Judged, 'letter'>, other: Pick<Judged, 'letter'>): string =>
  inOrder(one.letter, other.letter).join('_');
