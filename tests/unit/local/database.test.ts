import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase } from '../../../local/database.ts';
import { type DynamoDb, startDynamoDb } from '../../../local/dynamodb.ts';
import { createAsyncQueue } from '../../../local/lambda/async-queue.ts';
import { createDiskStore } from '../../../local/s3/disk-store.ts';
import { createQueues } from '../../../local/sqs.ts';
import type { ValueMap } from '../../../local/template/value.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { temporaryFolder } from '../../helpers/local-stack/start.ts';

/**
 * A disk that loses, at a power cut, whatever nobody waited for: files are in its image as they were when they were last
 * made durable. After each acknowledged write the image is kept, opened and compared.
 */
let folder: ReturnType<typeof temporaryFolder>;
let disk: string;
let image: string;
beforeEach(() => {
  folder = temporaryFolder();
  disk = join(folder.path, 'disk');
  image = join(folder.path, 'image');
  mkdirSync(disk);
  mkdirSync(image);
});
afterEach(() => folder.remove());

const keep = (file: string) => {
  const target = join(image, relative(disk, file));
  mkdirSync(join(target, '..'), { recursive: true });
  copyFileSync(file, target);
};
const attributes = { headers: {}, metadata: {}, checksums: {} };
const LARGE = 70_000;
const TABLE = {
  TableName: 'counters',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
};

/** One request to DynamoDB. Resolves when it is answered. */
const request = (dynamoDb: DynamoDb, operation: string, input: ValueMap) =>
  new Promise<void>((resolve) => {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    };
    const asked = { method: 'POST', url: '/', headers } as unknown as IncomingMessage;
    const response = { writeHead() {}, end: () => resolve() } as unknown as ServerResponse;
    dynamoDb.handle(asked, response, Buffer.from(JSON.stringify(input)), operation, input);
  });

/** What is read from an image of the disk: length and first letter by key. */
async function readImage(number: number) {
  const copy = join(folder.path, `cut-${number}`);
  cpSync(image, copy, { recursive: true });
  const database = openDatabase(join(copy, 'state.db'));
  const bucket = createDiskStore(database, join(copy, 'objects')).create('b');
  const found = new Map<string, string>();
  for (let at = 0; at < bucket.keys.size(); at += 1) {
    const key = bucket.keys.at(at) ?? '';
    const read = await bucket.read(key);
    found.set(key, `${read?.data.length} ${read?.data.toString('latin1', 0, 1)}`);
  }
  database.close();
  return found;
}

describe('a power cut', () => {
  it('after any acknowledged write loses no acknowledged write', async () => {
    const file = join(disk, 'state.db');
    const database = openDatabase(file, async (log) => keep(log));
    keep(file);
    const bucket = createDiskStore(database, join(disk, 'objects'), async (path, bytes) => {
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, bytes);
      keep(path);
    }).create('b');
    const acknowledged = new Map<string, string>();
    const write = async (key: string, letter: string, length: number) => {
      await bucket.withLock(key, () => bucket.put(key, Buffer.alloc(length, letter), attributes));
      acknowledged.set(key, `${length} ${length === 0 ? '' : letter}`);
    };
    const remove = async (key: string) => {
      await bucket.withLock(key, () => bucket.remove(key));
      acknowledged.delete(key);
    };
    let cuts = 0;
    const cut = async () => {
      expect(await readImage(cuts)).toEqual(acknowledged);
      cuts += 1;
    };

    for (const [index, length] of [10, LARGE, 0, 500, LARGE].entries()) {
      await write(`key-${index}`, 'a', length);
      await cut();
    }
    await write('key-0', 'b', LARGE);
    await cut();
    await write('key-1', 'c', 5);
    await cut();
    await remove('key-2');
    await cut();
    // Many at once share a transaction.
    await Promise.all(['d', 'e', 'f', 'g'].map((letter) => write(letter, letter, 100)));
    await cut();
    database.close();
    expect(cuts).toBe(9);
  });

  it('before the acknowledgement loses that write or keeps all of it', async () => {
    const file = join(disk, 'state.db');
    let isPowered = true;
    const database = openDatabase(file, async (log) => {
      if (!isPowered) throw new Error('The power is off.');
      keep(log);
    });
    keep(file);
    const bucket = createDiskStore(database, join(disk, 'objects')).create('b');
    const put = (key: string) => bucket.withLock(key, () => bucket.put(key, Buffer.from(key), attributes));
    await put('kept');
    isPowered = false;
    await expect(put('lost')).rejects.toThrow('The power is off.');
    expect(bucket.get('lost')).toBeUndefined();
    database.close();
    expect([...(await readImage(0)).keys()]).toEqual(['kept']);
  });
});

describe('a state folder that is deleted while the stack runs', () => {
  it('takes no more writes, and says what happened', async () => {
    const file = join(disk, 'state.db');
    const database = openDatabase(file);
    const add = database.prepare('INSERT INTO fact (name, value) VALUES (?, ?)');
    await database.write(() => add.run('one', '1'));
    rmSync(disk, { recursive: true });
    await expect(database.write(() => add.run('two', '2'))).rejects.toThrow(
      `${file} was deleted while the stack was running. Nothing more is kept; start the stack again.`,
    );
    database.close();
  });
});

describe('a power cut in the midst of a write', () => {
  /** Sectors of the log that may or may not have reached the disk. */
  const SECTOR = 512;

  it('leaves all that was acknowledged, and of the write all or nothing, whichever sectors were written', async () => {
    const file = join(disk, 'state.db');
    let before = Buffer.alloc(0);
    let after = Buffer.alloc(0);
    const database = openDatabase(file, async (path) => {
      before = after;
      after = readFileSync(path);
    });
    const bucket = createDiskStore(database, join(disk, 'objects')).create('b');
    const put = (key: string) =>
      bucket.withLock(key, () => bucket.put(key, Buffer.alloc(3000, key), attributes));
    let opened = 0;
    const keysAfter = (content: Buffer) => {
      opened += 1;
      const copy = join(folder.path, `torn-${opened}.db`);
      copyFileSync(file, copy);
      writeFileSync(`${copy}-wal`, content);
      const torn = openDatabase(copy);
      const keys = torn.prepare('SELECT key FROM object ORDER BY key').all();
      torn.close();
      return keys.map(({ key }) => String(key)).join('');
    };

    for (const [acknowledged, key] of [
      ['', 'a'],
      ['a', 'b'],
      ['ab', 'c'],
    ] as const) {
      await put(key);
      const both = [acknowledged, acknowledged + key];
      // As far as the end of any sector, or with any one of the new sectors lost.
      for (let end = before.length; end < after.length; end += SECTOR) {
        expect(both).toContain(keysAfter(after.subarray(0, end)));
        const lost = Buffer.from(after);
        lost.fill(0, end, Math.min(end + SECTOR, lost.length));
        expect(both).toContain(keysAfter(lost));
      }
      expect(keysAfter(after)).toBe(acknowledged + key);
    }
    expect(opened).toBeGreaterThan(50);
    database.close();
  }, 60_000);
});

describe('everything that is acknowledged', () => {
  it('is on the disk by then: items of DynamoDB, events, messages', async () => {
    const file = join(disk, 'state.db');
    const database = openDatabase(file, async (log) => keep(log));
    keep(file);
    const rows = (table: string) => {
      const copy = join(folder.path, `cut-${table}`);
      cpSync(image, copy, { recursive: true });
      const found = openDatabase(join(copy, 'state.db'));
      const all = found.prepare(`SELECT * FROM ${table}`).all();
      found.close();
      return all;
    };
    const item = { pk: { S: 'counter' }, n: { N: '1' } };
    const dynamoDb = await startDynamoDb(database);
    await dynamoDb.createTable(TABLE);
    const input = { TableName: 'counters', Item: item };
    await request(dynamoDb, 'PutItem', input);
    expect(rows('item')).toMatchObject([{ item: JSON.stringify(item) }]);

    const queue = createAsyncQueue({
      database,
      clock: systemClock,
      target: () => ({
        settings: { maximumRetryAttempts: 0, maximumEventAgeSeconds: 60, onFailure: undefined },
        hasRoom: () => false,
        invoke: async () => ({ payload: '' }),
      }),
      onDeadLetter: async () => {},
    });
    const id = await queue.accept('F', '"payload"');
    expect(rows('event')).toMatchObject([{ id }]);
    queue.stop();

    await createQueues(database).send('arn:aws:sqs:us-east-1:123456789012:letters', 'a letter');
    expect(rows('message')).toMatchObject([{ queue: 'letters', body: 'a letter' }]);
    await dynamoDb.stop();
    database.close();
  });
});

describe('a write that fails', () => {
  it('leaves the others of its moment undone and unacknowledged, and the next ones work', async () => {
    const database = openDatabase(join(disk, 'state.db'));
    const add = database.prepare('INSERT INTO fact (name, value) VALUES (?, ?)');
    const outcomes = await Promise.allSettled([
      database.write(() => add.run('one', '1')),
      database.write(() => {
        throw new Error('The disk is full.');
      }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await database.write(() => add.run('two', '2'));
    expect(database.prepare('SELECT name FROM fact').all()).toEqual([{ name: 'two' }]);
    database.close();
    await expect(database.write(() => {})).rejects.toThrow('closed');
  });
});
