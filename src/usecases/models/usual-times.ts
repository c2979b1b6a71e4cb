import type { Slot } from '../../config/slot.ts';
import type { UsualTime } from '../../contract/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { monthWindow, tableKeys } from '../../store/table-keys.ts';
import type { TimesStore } from '../../store/times-store.ts';

/** Times are known to a sixteenth of a doubling: a median is wrong by 2 % at most. */
const BUCKETS_PER_DOUBLING = 16;
/** A month is forgotten this long after it began, in seconds. */
const KEPT_S = 60 * 86_400;

type SlotModel = Pick<Slot, 'id' | 'model'>;

export interface TimesTools {
  times: TimesStore;
  clock: Pick<Clock, 'now'>;
  log: Log;
}

/** Counts how long a slot's model took to draw and store a picture. Never throws: what cannot be counted is logged. */
export async function recordTime(
  { times, clock, log }: TimesTools,
  { id, model }: SlotModel,
  durationMs: number,
): Promise<void> {
  const month = monthWindow(clock.now());
  try {
    await times.count(
      tableKeys.times(id, model, month),
      bucketOf(durationMs),
      beginOf(month) / 1000 + KEPT_S,
    );
  } catch (cause) {
    log.warn('A time could not be counted', { modelId: id, cause });
  }
}

/** The usual time of each slot's model by the results of this month and the one before; null where there were none. */
export async function usualTimes(
  { times, clock }: Pick<TimesTools, 'times' | 'clock'>,
  slots: readonly SlotModel[],
): Promise<(UsualTime | null)[]> {
  const now = monthWindow(clock.now());
  const before = monthWindow(beginOf(now) - 1);
  const keys = slots.flatMap(({ id, model }) =>
    [now, before].map((month) => tableKeys.times(id, model, month)),
  );
  const counts = await times.read(keys);
  return slots.map((_, index) => medianOf([...(counts[2 * index] ?? []), ...(counts[2 * index + 1] ?? [])]));
}

/** Milliseconds since the epoch. */
const beginOf = ({ id }: { id: string }) => Date.parse(`${id}-01T00:00:00Z`);

const bucketOf = (ms: number) => Math.round(Math.log2(Math.max(1, ms)) * BUCKETS_PER_DOUBLING);
const middleOf = (bucket: number) => Math.round(2 ** (bucket / BUCKETS_PER_DOUBLING));

/** The time that half of the results did not exceed. @param counts pairs of a bucket and its results, in any order */
function medianOf(counts: readonly (readonly [number, number])[]): UsualTime | null {
  const count = counts.reduce((sum, [, results]) => sum + results, 0);
  let passed = 0;
  for (const [bucket, results] of counts.toSorted(([a], [b]) => a - b)) {
    passed += results;
    if (2 * passed >= count) return { median: middleOf(bucket), count };
  }
  return null;
}
