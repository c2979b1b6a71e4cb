import { erasureOf, objectKeys } from './object-keys.ts';
import { listAll, type ObjectStore, putMarker } from './object-store.ts';

/** Everything that a person, or whoever has a key, had made until a time is to go. */
export interface Erasure {
  /** As in the index of own runs: the id of the person, or the hash of the key. */
  index: string;
  requestedAtMs: number;
}

/** What is to go and has not gone yet. Each request has a marker of its own, so that finishing one loses no other. */
export interface ErasureStore {
  begin(erasure: Erasure): Promise<void>;
  /** The oldest first. */
  list(): Promise<Erasure[]>;
  finish(erasure: Erasure): Promise<void>;
}

export function erasureStore(objects: ObjectStore): ErasureStore {
  const keyOf = ({ index, requestedAtMs }: Erasure) => objectKeys.erasure(requestedAtMs, index);
  return {
    begin: (erasure) => putMarker(objects, keyOf(erasure)),
    list: async () => (await listAll(objects, objectKeys.erasures)).flatMap((key) => erasureOf(key) ?? []),
    finish: (erasure) => objects.delete(keyOf(erasure)),
  };
}
