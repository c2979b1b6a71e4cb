import type { Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import dynalite from 'dynalite';
import { type Database, openDatabase } from '../../../local/database.ts';
import { callDirectly } from '../../../local/dynalite-call.ts';
import { type KeptItems, keepItems } from '../../../local/kept-items.ts';
import { temporaryFolder } from '../../helpers/local-stack/start.ts';

/** A database whose writes wait until they are let through or fail. */
let writes: { through(): Promise<void>; fail(): void }[];
let folder: ReturnType<typeof temporaryFolder>;
let database: Database;
let server: Server;
let items: KeptItems;

beforeEach(async () => {
  folder = temporaryFolder();
  database = openDatabase(join(folder.path, 'state.db'));
  writes = [];
  server = dynalite({ createTableMs: 0 });
  await callDirectly(server, 'CreateTable', {
    TableName: 'counters',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  });
  await turns();
  const slow = (change: () => void) =>
    new Promise<void>((resolve, reject) => {
      writes.push({
        through: () => database.write(change).then(resolve),
        fail: () => reject(new Error('The disk is full.')),
      });
    });
  items = keepItems(server, { ...database, write: slow });
});
afterEach(() => {
  database.close();
  folder.remove();
});

/** The write of this number, once it has been asked for. */
const write = async (number: number) => {
  for (;;) {
    const asked = writes[number];
    if (asked !== undefined) return asked;
    await turns();
  }
};
const turns = () => new Promise((resolve) => setTimeout(resolve, 20));
const Key = (name: string) => ({ pk: { S: name } });
const add = (name: string) =>
  items.change([{ table: 'counters', key: Key(name) }], () =>
    callDirectly(server, 'UpdateItem', {
      TableName: 'counters',
      Key: Key(name),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    }),
  );
const addOnce = (name: string) =>
  items.change([{ table: 'counters', key: Key(name) }], () =>
    callDirectly(server, 'PutItem', {
      TableName: 'counters',
      Item: { ...Key(name), n: { N: '1' } },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
const read = async (name: string) => {
  const input = { TableName: 'counters', Key: Key(name), ConsistentRead: true };
  const { body } = await items.read(() => callDirectly(server, 'GetItem', input));
  return JSON.parse(body).Item?.n.N;
};
/** What is on the disk. */
const kept = () =>
  database
    .prepare('SELECT item FROM item')
    .all()
    .map(({ item }) => JSON.parse(String(item)).n.N);
/** Whether a promise has been settled after a while. */
const isSettled = async (promise: Promise<unknown>) => {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  promise.then(settle, settle);
  await turns();
  return settled;
};

describe('a change', () => {
  it('is told once it is on the disk', async () => {
    const change = add('a');
    expect(await isSettled(change)).toBe(false);
    await (await write(0)).through();
    expect((await change).status).toBe(200);
    expect(kept()).toEqual(['1']);
  });

  it('that could not be written is gone, and a repetition makes it', async () => {
    const change = expect(add('a')).rejects.toThrow('The disk is full.');
    (await write(0)).fail();
    await change;
    expect(await read('a')).toBeUndefined();
    const again = addOnce('a');
    await (await write(1)).through();
    expect((await again).status).toBe(200);
    expect(await read('a')).toBe('1');
    expect(kept()).toEqual(['1']);
  });

  it('that could not be written leaves the item as it was on the disk', async () => {
    for (const [index, isWritten] of [true, false].entries()) {
      const change = add('a').catch(() => {});
      const asked = await write(index);
      if (isWritten) await asked.through();
      else asked.fail();
      await change;
    }
    expect(await read('a')).toBe('1');
  });

  it('that could not be written stays if a later one was written on top of it', async () => {
    const changes = Promise.allSettled([add('a'), add('a')]);
    (await write(0)).fail();
    await (await write(1)).through();
    expect((await changes).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(await read('a')).toBe('2');
    expect(kept()).toEqual(['2']);
  });
});

describe('what rests on a change that is not on the disk yet', () => {
  it('is told once that is: a condition that does not hold, and a read', async () => {
    const change = add('a');
    await write(0);
    const [refused, seen] = [addOnce('a'), read('a')];
    expect(await isSettled(refused)).toBe(false);
    expect(await isSettled(seen)).toBe(false);
    await (await write(0)).through();
    expect((await change).status).toBe(200);
    expect((await refused).status).toBe(400);
    expect(await seen).toBe('1');
  });

  it('is not told if that could not be written', async () => {
    const change = add('a');
    await write(0);
    const [refused, seen] = [addOnce('a'), read('a')];
    (await write(0)).fail();
    const outcomes = await Promise.allSettled([change, refused, seen]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await read('a')).toBeUndefined();
  });
});
