import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { takeStateFolder } from '../../../local/state-folder.ts';
import { temporaryFolder } from '../../helpers/local-stack/start.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

describe('takeStateFolder', () => {
  it('belongs to one stack at a time and keeps its id', () => {
    const path = join(folder.path, 'one');
    const first = takeStateFolder(path);
    expect(() => takeStateFolder(path)).toThrow(`is used by the stack with process id ${process.pid}`);
    first.release();
    const second = takeStateFolder(path);
    expect(second.stackId).toBe(first.stackId);
    second.release();
  });

  it('is free again after a crash', () => {
    const path = join(folder.path, 'crashed');
    takeStateFolder(path).release();
    writeFileSync(join(path, 'stack.lock'), '999999999');
    expect(() => takeStateFolder(path).release()).not.toThrow();
  });

  it('does not work with a broken id, and stays free', () => {
    const path = join(folder.path, 'broken');
    takeStateFolder(path).release();
    const id = readFileSync(join(path, 'stack-id'), 'utf8');
    for (const broken of ['', 'nonsense']) {
      writeFileSync(join(path, 'stack-id'), broken);
      expect(() => takeStateFolder(path)).toThrow('this is no stack id. Delete the state folder');
    }
    writeFileSync(join(path, 'stack-id'), id);
    takeStateFolder(path).release();
  });

  it('says what to set when the folder cannot be made', () => {
    const file = join(folder.path, 'file');
    writeFileSync(file, '');
    expect(() => takeStateFolder(join(file, 'below'))).toThrow(
      'set STATE_DIR to a folder that can be written',
    );
  });
});
