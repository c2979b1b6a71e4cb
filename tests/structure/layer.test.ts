import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const LAYER = resolve('layers/sharp');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'layer-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const check = () =>
  spawnSync(process.execPath, [join(LAYER, 'check-binaries.cjs')], {
    cwd: folder,
    encoding: 'utf8',
    env: { npm_config_cpu: 'arm64' },
  });

describe('the layer with sharp', () => {
  it('is not built without the binaries that npm calls optional', () => {
    const { status, stderr } = check();
    expect(status).toBe(1);
    expect(stderr).toContain('npm could not fetch @img/sharp-linux-arm64 and @img/sharp-libvips-linux-arm64');
  });

  it('is built with them', () => {
    for (const name of ['sharp-linux-arm64', 'sharp-libvips-linux-arm64']) {
      mkdirSync(join(folder, 'node_modules/@img', name), { recursive: true });
    }
    expect(check().status).toBe(0);
  });

  it('is checked whenever npm installs it', () => {
    const { scripts } = JSON.parse(readFileSync(join(LAYER, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(scripts.postinstall).toBe('node check-binaries.cjs');
  });
});
