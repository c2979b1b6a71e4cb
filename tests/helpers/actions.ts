import type { memoryCounterStore } from '../../src/store/memory-counter-store.ts';

type Counters = ReturnType<typeof memoryCounterStore>;

const counted = ({ values }: Counters) => [...values].find(([key]) => key.startsWith('actions#'));

/** How often the only client of a world has acted today. */
export const actionsIn = (counters: Counters): number => counted(counters)?.[1] ?? 0;

/** Has the only client of a world, who has acted before, do as much as anybody may in a day. */
export async function useUpActions(counters: Counters): Promise<void> {
  const [key, done] = counted(counters) ?? [];
  if (key === undefined || done === undefined) throw new Error('Nobody has acted yet.');
  await counters.add(key, { amount: 500 - done, limit: 500, mark: 'everything else', expiresAt: 0 });
}
