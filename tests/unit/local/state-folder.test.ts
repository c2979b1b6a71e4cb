import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { asFault } from '../../../local/database.ts';
import { takeStateFolder } from '../../../local/state-folder.ts';
import { temporaryFolder } from '../../helpers/local-stack/start.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

describe('takeStateFolder', () => {
  it('belongs to one stack at a time and keeps its id', () => {
    const path = join(folder.path, 'one');
    const first = takeStateFolder(path);
    expect(() => takeStateFolder(path)).toThrow(`${path} is used by another stack; stop that one`);
    first.release();
    const second = takeStateFolder(path);
    expect(second.stackId).toBe(first.stackId);
    second.release();
  });

  it('may be read by its owner only', () => {
    const path = join(folder.path, 'private');
    const { release } = takeStateFolder(path);
    const log = statSync(join(path, 'state.db-wal')).mode & 0o777;
    release();
    expect(log.toString(8)).toBe('600');
    const mode = (name: string) => (statSync(join(path, name)).mode & 0o777).toString(8);
    expect({ folder: mode('.'), id: mode('stack-id'), database: mode('state.db') }).toEqual({
      folder: '700',
      id: '600',
      database: '600',
    });
  });

  it('does not work with a broken id, and stays free', () => {
    const path = join(folder.path, 'broken');
    takeStateFolder(path).release();
    const id = readFileSync(join(path, 'stack-id'), 'utf8');
    for (const broken of ['', 'nonsense']) {
      writeFileSync(join(path, 'stack-id'), broken);
      expect(() => takeStateFolder(path)).toThrow('this is not a stack id. Delete the state folder');
    }
    writeFileSync(join(path, 'stack-id'), id);
    takeStateFolder(path).release();
  });

  it('goes on where a first start was killed while it wrote the id', () => {
    const path = join(folder.path, 'unfinished');
    mkdirSync(path);
    writeFileSync(join(path, 'stack-id.new'), '1234');
    takeStateFolder(path).release();
    takeStateFolder(path).release();
  });

  it('names a database that is damaged in the middle, once that is read', async () => {
    const path = join(folder.path, 'torn');
    const state = takeStateFolder(path);
    const add = state.database.prepare('INSERT INTO fact (name, value) VALUES (?, ?)');
    await state.database.write(() => {
      for (let fact = 0; fact < 500; fact += 1) add.run(`fact-${fact}`, 'x'.repeat(200));
    });
    state.release();
    const file = join(path, 'state.db');
    const bytes = readFileSync(file);
    // All pages but those that say what the tables are.
    bytes.fill(0x55, 4096 * 8);
    writeFileSync(file, bytes);
    const again = takeStateFolder(path);
    const read = () => {
      try {
        return again.database.prepare('SELECT sum(length(value)) FROM fact').all();
      } catch (error) {
        throw asFault(error, file);
      }
    };
    expect(read).toThrow(`${file}: database disk image is malformed. If the file is damaged, move it away`);
    again.release();
  });

  it('names a damaged database and the way out', () => {
    const path = join(folder.path, 'damaged');
    takeStateFolder(path).release();
    const file = join(path, 'state.db');
    writeFileSync(file, 'not a database '.repeat(1000));
    expect(() => takeStateFolder(path)).toThrow(
      `${file}: file is not a database. If the file is damaged, move it away`,
    );
  });

  it('says what to set when the folder cannot be made or is of something else', () => {
    const file = join(folder.path, 'file');
    writeFileSync(file, '');
    expect(() => takeStateFolder(join(file, 'below'))).toThrow(
      'set STATE_DIR to a folder that can be written',
    );
    const home = join(folder.path, 'home');
    mkdirSync(home);
    writeFileSync(join(home, 'letter.txt'), '');
    expect(() => takeStateFolder(home)).toThrow('holds other files and no stack-id');
  });
});
