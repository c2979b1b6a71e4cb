import type { StatusResponse } from '../../../src/contract/index.ts';
import type { Mark } from '../lib/marks.ts';
import type { Store } from '../lib/store.ts';

type GetStatus = (jobId: string) => Promise<StatusResponse>;

const EARLY_MS = 600_000;
let timer: ReturnType<typeof setTimeout> | undefined;

const plain = (address: string) => address.split('?')[0] ?? '';

/** Renews the marks ten minutes before the first of their addresses ends, at once if it has. */
export function keepMarks(store: Store<readonly Mark[]>, getStatus: GetStatus, now = Date.now()): void {
  clearTimeout(timer);
  const ends = store.get().map(({ imageUrl }) => Number(/\?e=(\d+)/.exec(imageUrl)?.[1] ?? Number.NaN));
  const wait = Math.min(...ends.filter((end) => end > 0)) * 1000 - now - EARLY_MS;
  timer = setTimeout(async () => {
    const marks = store.get();
    const renewed = await renewMarks(marks, getStatus);
    if (store.get() === marks && renewed !== marks) store.set(renewed);
  }, wait);
}

/**
 * Asks the runs of marked pictures for addresses that have not ended. What the first script has is passed in, so that it
 * is not split.
 * @returns the same marks if nothing has changed: others would begin the wait anew, and so on
 */
export async function renewMarks(marks: readonly Mark[], getStatus: GetStatus): Promise<readonly Mark[]> {
  const runs = new Set(marks.flatMap(({ imageUrl }) => /\/images\/([\w-]+)\//.exec(imageUrl)?.[1] ?? []));
  // Marks whose runs do not answer stay.
  const answers = await Promise.allSettled([...runs].map((jobId) => getStatus(jobId)));
  const addresses = answers
    .flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.results : []))
    .flatMap((result) =>
      result.status === 'completed' ? [result.imageUrl, result.thumbnailUrl ?? result.imageUrl] : [],
    );
  const renewed = new Map(addresses.map((address) => [plain(address), address]));
  const fresh = (address: string) => renewed.get(plain(address)) ?? address;
  if (marks.every(({ imageUrl }) => fresh(imageUrl) === imageUrl)) return marks;
  return marks.map((mark) => ({
    ...mark,
    imageUrl: fresh(mark.imageUrl),
    thumbnailUrl: fresh(mark.thumbnailUrl),
  }));
}
