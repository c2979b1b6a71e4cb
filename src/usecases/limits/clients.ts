import type { Caller } from '../../caller.ts';
import { addressHash } from '../../lib/address.ts';
import type { SaltStore } from '../../store/salt-store.ts';
import { dayWindow, expiryOf, tableKeys } from '../../store/table-keys.ts';

export interface Client {
  /** As the gateway saw it. */
  address: string;
  /** Its hash with the salt of the day. */
  hash: string;
  /** Who it is, where people sign in: they are counted instead of their address. */
  person?: string | undefined;
  /** Of a program: its key, and what that may use. */
  key?: Caller['key'] | undefined;
}

/** Names clients in counters, so that nobody can tell their addresses once the salt of their day is forgotten. */
export interface Clients {
  /** @param now milliseconds since the epoch, in this day or the one before; @throws if the salts are unavailable */
  identify(address: string, now: number): Promise<Client>;
  /** The same without making a salt: on a day without one, nobody has been counted. */
  recognize(address: string, now: number): Promise<Client>;
}

export interface ClientsTools {
  salts: SaltStore;
  /** Long, random and unpredictable. */
  newSalt: () => string;
}

/** Days whose salts are remembered: the one that ends around midnight is still asked for. */
const DAYS_KNOWN = 2;

/** Remembers the salts of the last days, in this container. */
export function createClients({ salts, newSalt }: ClientsTools): Clients {
  const known = new Map<string, string>();
  const remember = (key: string, salt: string) => {
    known.set(key, salt);
    const [oldest = ''] = [...known.keys()].sort();
    if (known.size > DAYS_KNOWN) known.delete(oldest);
  };
  const clientOf = (salt: string, address: string) => ({ address, hash: addressHash(salt, address) });

  return {
    async identify(address, now) {
      const window = dayWindow(now);
      const key = tableKeys.salt(window);
      const salt = known.get(key) ?? (await salts.take(key, newSalt(), expiryOf(window)));
      remember(key, salt);
      return clientOf(salt, address);
    },
    async recognize(address, now) {
      const key = tableKeys.salt(dayWindow(now));
      const salt = known.get(key) ?? (await salts.find(key));
      if (salt !== undefined) remember(key, salt);
      return clientOf(salt ?? '', address);
    },
  };
}
