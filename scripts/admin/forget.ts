import { erasureStore } from '../../src/store/erasure-store.ts';
import type { ObjectStore } from '../../src/store/object-store.ts';
import type { Person } from './people.ts';

const ID = /^[\w-]{22}$/;
const KEY_HASH = /^[0-9a-f]{64}$/;

/**
 * Has everything of a person deleted, or everything that was started with a key: the sweeper does it within minutes.
 * @param who the id of a person, the address of one who is invited, or the hash of a run key
 * @param people those who are invited; asked for addresses alone
 * @returns whether there may be anybody of that name
 */
export async function forget(
  objects: ObjectStore,
  who: string,
  now: Date,
  people: () => Promise<readonly Person[]>,
): Promise<boolean> {
  const index = who.includes('@') ? (await people()).find(({ email }) => email === who)?.id : who;
  if (index === undefined || !(ID.test(index) || KEY_HASH.test(index))) return false;
  await erasureStore(objects).begin({ index, requestedAtMs: now.getTime() });
  return true;
}
