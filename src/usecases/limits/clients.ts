import { addressHash } from '../../lib/address.ts';
import type { SaltStore } from '../../store/salt-store.ts';
import { dayWindow, expiryOf, tableKeys } from '../../store/table-keys.ts';

export interface Client {
  /** As the gateway saw it. */
  address: string;
  /** Its hash with the salt of the day. */
  hash: string;
}

/** Names clients in counters, so that nobody can tell their addresses once the salt of their day is forgotten. */
export interface Clients {
  /** @param now milliseconds since the epoch; @throws if the salts are unavailable */
  identify(address: string, now: number): Promise<Client>;
  /** The same without making a salt: on a day without one, nobody has been counted. */
  recognize(address: string, now: number): Promise<Client>;
}

export interface ClientsTools {
  salts: SaltStore;
  /** Long, random and unpredictable. */
  newSalt: () => string;
}

/** Remembers the salt of the day, in this container. */
export function createClients({ salts, newSalt }: ClientsTools): Clients {
  let known: { key: string; salt: string } | undefined;
  const clientOf = (salt: string, address: string) => ({ address, hash: addressHash(salt, address) });

  return {
    async identify(address, now) {
      const window = dayWindow(now);
      const key = tableKeys.salt(window);
      if (known?.key !== key) {
        known = { key, salt: await salts.take(key, newSalt(), expiryOf(window)) };
      }
      return clientOf(known.salt, address);
    },
    async recognize(address, now) {
      const key = tableKeys.salt(dayWindow(now));
      if (known?.key === key) return clientOf(known.salt, address);
      const salt = await salts.find(key);
      if (salt !== undefined) known = { key, salt };
      return clientOf(salt ?? '', address);
    },
  };
}
