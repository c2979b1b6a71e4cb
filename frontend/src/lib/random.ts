/** A version 4 UUID; `crypto.randomUUID` is missing on plain http addresses. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** A whole number from 0 up to, but not including, `end` (at most 2^32). */
function randomInteger(end: number): number {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return Math.floor((value / 2 ** 32) * end);
}

export function randomSeed(): number {
  return randomInteger(2 ** 31);
}

/** A shuffled copy. */
export function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: randomInteger(2 ** 32) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
