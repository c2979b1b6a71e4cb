import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FAULTS } from '../cloud/faults.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const FOLDER = join(PROJECT, 'tests/cloud/faults');

describe('the faults that a rehearsal of deployments must notice', () => {
  it('are all listed, each with its patch', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(FAULTS.map(({ name }) => `${name}.patch`).sort());
  });

  it.each(FAULTS)('$name can still be put into this version', ({ name }) => {
    const { status, stderr } = spawnSync('git', ['apply', '--check', join(FOLDER, `${name}.patch`)], {
      cwd: PROJECT,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
