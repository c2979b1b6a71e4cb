import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { openLog } from '../../../local/log.ts';
import { temporaryFolder } from '../../helpers/local-stack/start.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

describe('the log of functions', () => {
  it('has a line of JSON for each line of a function, over restarts', () => {
    const file = join(folder.path, 'functions.log');
    for (const line of ['{"level":"INFO"}', '{not JSON', 'plain']) {
      const log = openLog(file);
      log.write('EchoFunction', line);
      log.close();
    }
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'INFO' },
      { function: 'EchoFunction', message: '{not JSON' },
      { function: 'EchoFunction', message: 'plain' },
    ]);
  });

  it('is named with the way out where it cannot be written', () => {
    const file = join(folder.path, 'folder.log');
    mkdirSync(file);
    expect(() => openLog(file)).toThrow(
      `${file}: cannot be written. Move it away; the next start makes a new one.`,
    );
  });
});
