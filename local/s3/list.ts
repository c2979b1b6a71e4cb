import type { Bucket, StoredObject } from './disk-store.ts';
import { compareKeys } from './key-order.ts';

export interface ListRequest {
  prefix: string;
  delimiter: string;
  /** Only what comes after this key or common prefix. */
  after: string;
  maxKeys: number;
}

export interface Listing {
  objects: StoredObject[];
  commonPrefixes: string[];
  truncated: boolean;
  /** The last key or common prefix of this page. */
  last: string;
}

/** One page of a bucket in UTF-8 byte order. */
export function listObjects(bucket: Bucket, { prefix, delimiter, after, maxKeys }: ListRequest): Listing {
  const listing: Listing = { objects: [], commonPrefixes: [], truncated: false, last: '' };
  const { keys } = bucket;
  let position = keys.position(compareKeys(after, prefix) > 0 ? after : prefix);
  for (;;) {
    const key = keys.at(position);
    if (key === undefined || !key.startsWith(prefix)) return listing;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const common = end < 0 ? undefined : key.slice(0, end + delimiter.length);
    const name = common ?? key;
    if (
      after !== '' &&
      (compareKeys(name, after) <= 0 || (common !== undefined && after.startsWith(common)))
    ) {
      position = common === undefined ? position + 1 : positionAfterPrefix(bucket, common, position);
      continue;
    }
    if (listing.objects.length + listing.commonPrefixes.length >= maxKeys) {
      return { ...listing, truncated: maxKeys > 0 };
    }
    listing.last = name;
    if (common === undefined) {
      const object = bucket.get(key);
      if (object) listing.objects.push(object);
      position++;
    } else {
      listing.commonPrefixes.push(common);
      position = positionAfterPrefix(bucket, common, position);
    }
  }
}

/** The first position whose key does not start with `prefix`; galloping, for prefixes with many keys. */
function positionAfterPrefix(bucket: Bucket, prefix: string, from: number): number {
  const inside = (position: number) => bucket.keys.at(position)?.startsWith(prefix) ?? false;
  let step = 1;
  while (inside(from + step)) step *= 2;
  let low = from + Math.floor(step / 2);
  let high = from + step;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (inside(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
