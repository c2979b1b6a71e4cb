import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDiskStore } from '../../local/s3/disk-store.ts';
import { takeStateFolder } from '../../local/state-folder.ts';
import { type End, RECORDED_CALLS, recordedDisk } from '../helpers/local-stack/recorded-disk.ts';
import { temporaryFolder } from '../helpers/local-stack/start.ts';

const canRecord = spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status === 0;
const describeWhereRecorded = canRecord ? describe : describe.skip;

const PROGRAM = join(import.meta.dirname, '../helpers/local-stack/recorded-writes.ts');

interface Write {
  key: string;
  /** Length and letter; null where it was removed. */
  value: string | null;
  isDone: boolean;
}

/** Where `strace` is, as on most Linux machines of developers. */
describeWhereRecorded('the store', () => {
  const folder = temporaryFolder();
  const disk = join(folder.path, 'disk');
  const trace = join(folder.path, 'trace');
  const log = join(folder.path, 'log');
  let lines: string[];

  beforeAll(() => {
    mkdirSync(disk);
    const recorded = [
      '-f',
      '-qq',
      '-y',
      '-xx',
      '-s',
      '1000000',
      '-e',
      `trace=${RECORDED_CALLS}`,
      '-o',
      trace,
    ];
    const program = [
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      PROGRAM,
      join(disk, 'state'),
      log,
    ];
    const { stderr } = spawnSync('strace', [...recorded, ...program], { encoding: 'utf8' });
    lines = readFileSync(trace, 'latin1').split('\n');
    if (!lines.some((line) => line.includes('SIGKILL'))) throw new Error(stderr);
  }, 120_000);
  afterAll(() => folder.remove());

  it.each<[string, End, number]>([
    ['cut off from its power', 'power', 40],
    ['killed', 'kill', 200],
  ])(
    'loses no acknowledged write, %s after any system call',
    async (_, after, atLeast) => {
      const written = new Map<number, Write>();
      const replayed = recordedDisk(disk);
      const image = join(folder.path, 'image');
      let told = 0;
      let cuts = 0;
      let version = 0;
      let found = new Map<string, string>();
      for (const line of lines) {
        replayed.apply(line);
        const words = wordsIn(line, log);
        for (const { id, key, value } of words) {
          const before = written.get(id);
          if (before !== undefined) before.isDone = true;
          else written.set(id, { key: key ?? '', value: value ?? null, isDone: false });
          told += 1;
        }
        const hasChanged = replayed.version(after) !== version;
        if (hasChanged) {
          cuts += 1;
          version = replayed.version(after);
          rmSync(image, { recursive: true, force: true });
          replayed.writeImage(after, image);
          found = await readImage(join(image, 'state'));
        }
        if (!hasChanged && words.length === 0) continue;
        const wrong = [...allowedValues(written.values())].filter(
          ([key, allowed]) => !allowed.includes(found.get(key) ?? null),
        );
        expect({ cuts, told, wrong }).toEqual({ cuts, told, wrong: [] });
      }
      expect(told).toBeGreaterThan(4000);
      expect(cuts).toBeGreaterThan(atLeast);
    },
    300_000,
  );
});

/** What each key may hold: what was last acknowledged, or what has begun to be written since. */
function allowedValues(written: Iterable<Write>): Map<string, (string | null)[]> {
  const allowed = new Map<string, (string | null)[]>();
  for (const { key, value, isDone } of written) {
    const before = allowed.get(key) ?? [null];
    allowed.set(key, isDone ? [value] : [...before, value]);
  }
  return allowed;
}

interface Words {
  id: number;
  key?: string;
  value?: string | null;
  done?: boolean;
}

/** What the program said in this line of the recording. */
function wordsIn(line: string, log: string): Words[] {
  const [, named = '', hex = ''] = /^\d+ +write\(\d+<([^>]*)>, "((?:\\x[0-9a-f]{2})*)"/.exec(line) ?? [];
  const plain = (text: string) => Buffer.from(text.replaceAll('\\x', ''), 'hex').toString();
  if ((named.startsWith('\\x') ? plain(named) : named) !== log) return [];
  return plain(hex)
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => JSON.parse(text) as Words);
}

/** Length and letter of every object. */
async function readImage(folder: string): Promise<Map<string, string>> {
  const state = takeStateFolder(folder);
  try {
    const bucket = createDiskStore(state.database, state.objects).create('b');
    const found = new Map<string, string>();
    for (let at = 0; at < bucket.keys.size(); at += 1) {
      const key = bucket.keys.at(at) ?? '';
      const read = await bucket.read(key);
      found.set(key, `${read?.data.length}${read?.data.toString('latin1', 0, 1) || ''}`);
    }
    return found;
  } finally {
    state.release();
  }
}
