import type { Server } from 'node:http';
import type { Database } from './database.ts';
import { callDirectly, type Reply } from './dynalite-call.ts';
import { createKeyLock } from './s3/key-lock.ts';
import { mapOrEmpty, type ValueMap } from './template/value.ts';

/** An item, by its primary key. */
export interface ItemKey {
  table: string;
  key: ValueMap;
}

/** Items in dynalite's memory and in the database. */
export interface KeptItems {
  /**
   * Makes a request that changes these items, alone among those that change one of them. Resolves once what the reply
   * says is on the disk: also that a condition does not hold.
   * @throws when it could not be written; the items are then as the database has them
   */
  change(items: readonly ItemKey[], request: () => Promise<Reply>): Promise<Reply>;
  /** Makes a request that reads. Resolves once what it has read is on the disk. @throws when that could not be written */
  read(request: () => Promise<Reply>): Promise<Reply>;
}

export function keepItems(server: Server, database: Database): KeptItems {
  const saveItem = database.prepare('INSERT OR REPLACE INTO item (tableName, key, item) VALUES (?, ?, ?)');
  const removeItem = database.prepare('DELETE FROM item WHERE tableName = ? AND key = ?');
  const findItem = database.prepare('SELECT item FROM item WHERE tableName = ? AND key = ?');
  const lock = createKeyLock();
  /** The last change of each item that is not on the disk yet. */
  const changing = new Map<string, Promise<void>>();

  const nameOf = ({ table, key }: ItemKey) => `${table} ${JSON.stringify(key)}`;
  const withLocks = <Result>(names: readonly string[], work: () => Promise<Result>) =>
    names.reduceRight<() => Promise<Result>>((inner, name) => () => lock(name, inner), work)();

  /** Reads the items as they are now, and has them written. @returns resolves with a promise of the disk */
  async function save(items: readonly ItemKey[]): Promise<{ onDisk: Promise<void> }> {
    const found = await Promise.all(
      items.map(async ({ table, key }) => {
        const input = { TableName: table, Key: key, ConsistentRead: true };
        const { body } = await callDirectly(server, 'GetItem', input);
        return { table, id: JSON.stringify(key), item: mapOrEmpty(JSON.parse(body)).Item };
      }),
    );
    const onDisk = database.write(() => {
      for (const { table, id, item } of found) {
        if (item === undefined) removeItem.run(table, id);
        else saveItem.run(table, id, JSON.stringify(item));
      }
    });
    onDisk.catch(() => {});
    return { onDisk };
  }

  /** Takes a change back that is in memory only, unless a later one has been written with it. */
  async function restore({ table, key }: ItemKey) {
    const kept = findItem.get(table, JSON.stringify(key))?.item;
    if (kept === undefined) await callDirectly(server, 'DeleteItem', { TableName: table, Key: key });
    else await callDirectly(server, 'PutItem', { TableName: table, Item: JSON.parse(String(kept)) });
  }

  return {
    async change(items, request) {
      const byName = new Map(items.map((item) => [nameOf(item), item]));
      const names = [...byName.keys()].sort();
      // The locks are held until the change is queued: the next one need not wait for the disk, which keeps their order.
      const { promise: done, resolve, reject } = Promise.withResolvers<void>();
      done.catch(() => {});
      const reply = await withLocks(names, async () => {
        const before = names.map((name) => changing.get(name));
        for (const name of names) changing.set(name, done);
        try {
          const reply = await request();
          // A condition that does not hold may rest on a change that is on its way to the disk.
          const onDisk = reply.status === 200 ? (await save(items)).onDisk : Promise.all(before);
          onDisk.then(() => resolve(), reject);
          return reply;
        } catch (error) {
          reject(error);
          throw error;
        }
      });
      try {
        await done;
        return reply;
      } catch (error) {
        await withLocks(names, async () => {
          await Promise.allSettled(names.map((name) => changing.get(name)));
          await Promise.all(items.map(restore));
        });
        throw error;
      } finally {
        for (const name of names) if (changing.get(name) === done) changing.delete(name);
      }
    },
    async read(request) {
      const reply = await request();
      await Promise.all(changing.values());
      return reply;
    },
  };
}
