import { ConfigurationError } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { type KeyedSlot, keySlotsOf, vendorNamesOf } from './key-sources.ts';
import { parseVendorKeys } from './vendor-keys.ts';

const KEEP_FOR_MS = 5 * 60_000;

/** The vendors' keys by slot. */
export interface SlotKeys {
  /**
   * The key of a slot: its own, else that of its vendor, else that of another slot which it may use; `undefined` where
   * there is none.
   * @throws when the secret cannot be read or is not a JSON object
   */
  keyOf(slot: KeyedSlot): Promise<string | undefined>;
}

/** Reads the secret on first use and again after five minutes; an old copy serves while it cannot be read anew. */
export function slotKeys(options: {
  slots: readonly KeyedSlot[];
  secretArn: string;
  readSecret: (arn: string) => Promise<string>;
  clock: Pick<Clock, 'now'>;
}): SlotKeys {
  let known: ReadonlyMap<string, string> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<ReadonlyMap<string, string>> | undefined;

  const read = async () => {
    try {
      known = parseKeys(await options.readSecret(options.secretArn));
      readAt = options.clock.now();
      return known;
    } catch (error) {
      if (known === undefined) throw error;
      return known;
    } finally {
      reading = undefined;
    }
  };

  return {
    async keyOf(slot) {
      const fresh = known !== undefined && options.clock.now() - readAt < KEEP_FOR_MS ? known : undefined;
      reading ??= fresh === undefined ? read() : undefined;
      const all = fresh ?? (await reading);
      const [own, ...others] = keySlotsOf(slot, options.slots);
      const names = [own, ...vendorNamesOf(slot).map(vendorEntry), ...others];
      return names.map((name) => all?.get(String(name))).find((key) => key !== undefined);
    },
  };
}

/** Never quotes the text: it holds keys. */
function parseKeys(text: string): ReadonlyMap<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ConfigurationError(['The secret with the keys is not valid JSON.']);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ConfigurationError(['The secret with the keys must be a JSON object, such as {"1": "key"}.']);
  }
  const { vendors, ...slots } = value as Record<string, unknown>;
  const keys = Object.entries(slots).flatMap(([slot, key]): [string, string][] =>
    typeof key === 'string' && !isNone(key) ? [[slot, key.trim()]] : [],
  );
  const ofVendors = typeof vendors === 'string' ? parseVendorKeys(vendors).keys : new Map<string, string>();
  return new Map([
    ...keys,
    ...[...ofVendors].map(([name, key]): [string, string] => [vendorEntry(name), key]),
  ]);
}

const vendorEntry = (name: string) => `vendor ${name}`;

const isNone = (key: string) => ['', 'N/A'].includes(key.trim().toUpperCase());
