/** Orders keys by their UTF-8 bytes, as S3 lists them; JavaScript's own order differs above U+D7FF. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for characters beyond U+FFFF, so they come after everything else. */
const rank = (unit: number) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/** Keys in order, with binary search. */
export interface KeyIndex {
  add(key: string): void;
  remove(key: string): void;
  /** Position of the first key that is not before `key`. */
  position(key: string): number;
  at(position: number): string | undefined;
  size(): number;
}

export function createKeyIndex(initial: Iterable<string>): KeyIndex {
  const keys = [...initial].sort(compareKeys);
  const position = (key: string) => {
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareKeys(keys[middle] ?? '', key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    add(key) {
      const at = position(key);
      if (keys[at] !== key) keys.splice(at, 0, key);
    },
    remove(key) {
      const at = position(key);
      if (keys[at] === key) keys.splice(at, 1);
    },
    position,
    at: (index) => keys[index],
    size: () => keys.length,
  };
}
