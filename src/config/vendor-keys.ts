import { normaliseName, vendorNames } from '../catalog/lookup.ts';

/** What the parameter `VendorKeys` says, by the vendor's name as names are compared. */
export type VendorKeys = ReadonlyMap<string, string>;

/**
 * Reads `openrouter=sk-or-…, fal.ai=id:secret`: entries between commas or line breaks, the name before the first `=`. Empty and
 * "N/A" mean none. No fault quotes what may be a key.
 */
export function parseVendorKeys(text: string): { keys: VendorKeys; faults: string[] } {
  const keys = new Map<string, string>();
  const faults: string[] = [];
  const known = new Set(vendorNames().map(normaliseName));
  const entries = text
    .split(/[,\r\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && entry.toUpperCase() !== 'N/A');
  for (const [index, entry] of entries.entries()) {
    const end = entry.indexOf('=');
    const name = normaliseName(entry.slice(0, Math.max(end, 0)));
    const key = entry.slice(end + 1).trim();
    if (end < 1 || key === '') faults.push(`VendorKeys, entry ${index + 1}: write it as vendor=key.`);
    else if (!known.has(name)) faults.push(`VendorKeys, entry ${index + 1}: ${unknownVendor()}`);
    else if (keys.has(name)) faults.push(`VendorKeys, entry ${index + 1}: this vendor has a key already.`);
    else if (!/^[\x21-\x7e]+$/.test(key)) {
      faults.push(
        `VendorKeys, entry ${index + 1}: the key has a letter that no key can have; copy it again.`,
      );
    } else keys.set(name, key);
  }
  return { keys, faults };
}

/** The name itself is not quoted: the key may have been written in its place. */
function unknownVendor(): string {
  return `there is no vendor of this name that takes a key. Known: ${vendorNames().join(', ')}.`;
}
