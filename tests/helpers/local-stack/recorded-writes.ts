import { openSync, writeSync } from 'node:fs';
import { type Bucket, createDiskStore } from '../../../local/s3/disk-store.ts';
import { takeStateFolder } from '../../../local/state-folder.ts';

/** A run of the stack's store that another process records: node recorded-writes.ts STATE_FOLDER LOG_FILE */
const [, , folder = '', logFile = ''] = process.argv;
const log = openSync(logFile, 'a');
const say = (words: object) => writeSync(log, `${JSON.stringify(words)}\n`);

const LARGE = 70_000;
/** More than what the log of the database holds before it is folded in. */
const MANY = 2100;
let operations = 0;

function openStore() {
  const state = takeStateFolder(folder);
  const bucket = createDiskStore(state.database, state.objects).create('b');
  return { bucket, close: state.release };
}

async function put(bucket: Bucket, key: string, letter: string, length: number) {
  const id = operations++;
  say({ id, key, value: `${length}${letter}` });
  const about = { headers: {}, metadata: {}, checksums: {} };
  await bucket.withLock(key, () => bucket.put(key, Buffer.alloc(length, letter), about));
  say({ id, done: true });
}

async function remove(bucket: Bucket, key: string) {
  const id = operations++;
  say({ id, key, value: null });
  await bucket.withLock(key, () => bucket.remove(key));
  say({ id, done: true });
}

for (const life of ['a', 'b']) {
  const { bucket, close } = openStore();
  await put(bucket, `${life}-small`, life, 10);
  await put(bucket, `${life}-large`, life, LARGE);
  await put(bucket, 'overwritten', life, LARGE);
  await put(bucket, 'overwritten', life, 20);
  await put(bucket, `${life}-gone`, life, LARGE);
  await remove(bucket, `${life}-gone`);
  await Promise.all(
    ['1', '2', '3', '4'].map((name) => put(bucket, `${life}-${name}`, name, name > '2' ? LARGE : 30)),
  );
  if (life === 'a') {
    await Promise.all(
      Array.from({ length: MANY }, (_, at) => put(bucket, `many-${at % 7}`, 'm', 1 + (at % 50))),
    );
    await put(bucket, 'after the fold', life, 40);
    await put(bucket, 'after the fold', life, LARGE);
    close();
  }
}
// No second end: it is killed as the power goes.
process.kill(process.pid, 'SIGKILL');
