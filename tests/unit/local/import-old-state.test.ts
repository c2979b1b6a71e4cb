import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import dynalite from 'dynalite';
import { importOldState } from '../../../local/import-old-state.ts';
import { createDiskStore } from '../../../local/s3/disk-store.ts';
import { takeStateFolder } from '../../../local/state-folder.ts';
import { temporaryFolder } from '../../helpers/local-stack/start.ts';

const folder = temporaryFolder();
afterAll(folder.remove);
const DATA = join(folder.path, 's3', 'pictures', 'data');
const JOURNAL = join(folder.path, 's3', 'pictures', 'journal.jsonl');
const EVENT = join(folder.path, 'events', 'e1.json');
const ID = '00000000-0000-4000-8000-000000000001';

const object = (key: string, file: string) => ({
  key,
  file,
  size: 3,
  etag: '"e"',
  lastModified: 1,
  headers: { 'content-type': 'image/png' },
  metadata: {},
  checksums: {},
});

/** A state folder as version 0.1.0 left it. */
beforeAll(async () => {
  writeFileSync(join(folder.path, 'stack-id'), ID);
  mkdirSync(join(DATA, 'aa'), { recursive: true });
  for (const name of ['aa-one', 'aa-two']) writeFileSync(join(DATA, 'aa', name), name.slice(3));
  const lines = [object('kept', 'aa-one'), object('gone', 'aa-gone'), { key: 'gone', removed: true }];
  writeFileSync(JOURNAL, `${lines.map((line) => `${JSON.stringify(line)}\n`).join('')}{"key":"cut off`);
  mkdirSync(join(folder.path, 'events'));
  writeFileSync(EVENT, JSON.stringify({ id: 'e1', functionId: 'WorkerFunction', payload: '{}' }));

  const server = dynalite({ path: join(folder.path, 'dynamodb'), createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  await client.send(
    new CreateTableCommand({
      TableName: 'counters',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
  await waitUntilTableExists(
    { client, maxWaitTime: 15, minDelay: 1, maxDelay: 1 },
    { TableName: 'counters' },
  );
  await client.send(
    new PutItemCommand({ TableName: 'counters', Item: { pk: { S: 'spend' }, n: { N: '7' } } }),
  );
  client.destroy();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}, 20_000);

describe('importOldState', () => {
  it('names a damaged file and changes nothing', async () => {
    const text = readFileSync(EVENT, 'utf8');
    writeFileSync(EVENT, text.slice(0, 10));
    const { database, objects, release } = takeStateFolder(folder.path);
    await expect(importOldState(folder.path, database, objects)).rejects.toThrow(
      `${EVENT} is damaged; move it away`,
    );
    expect(database.prepare('SELECT * FROM object').all()).toEqual([]);
    release();
    writeFileSync(EVENT, text);
  });

  it('takes over objects, events and counters once, and leaves the old files', async () => {
    const { database, objects, release, stackId } = takeStateFolder(folder.path);
    expect(stackId).toBe(ID);
    expect(await importOldState(folder.path, database, objects)).toContain('were imported');
    const bucket = createDiskStore(database, objects).bucket('pictures');
    expect([bucket?.keys.size(), String((await bucket?.read('kept'))?.data)]).toEqual([1, 'one']);
    expect(database.prepare('SELECT id FROM event').all()).toEqual([{ id: 'e1' }]);
    expect(database.prepare('SELECT tableName, key, item FROM item').all()).toEqual([
      {
        tableName: 'counters',
        key: '{"pk":{"S":"spend"}}',
        item: expect.stringContaining('"n":{"N":"7"}'),
      },
    ]);
    expect(existsSync(JOURNAL)).toBe(true);

    await bucket?.withLock('kept', () => bucket.remove('kept'));
    expect(await importOldState(folder.path, database, objects)).toBeUndefined();
    expect(createDiskStore(database, objects).bucket('pictures')?.keys.size()).toBe(0);
    release();
    rmSync(join(folder.path, 's3'), { recursive: true });
  });
});
