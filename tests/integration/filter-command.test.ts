import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-filter-'));
  writeFileSync(join(folder, 'prompts.txt'), 'a red fox\n\na naked woman\na blue whale\n');
  writeFileSync(join(folder, 'prompts.json'), '["a red fox"]');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join('scripts', 'filter.ts'), ...args], {
    encoding: 'utf8',
  });
  return { status, lines: `${stdout}${stderr}`.trimEnd().split('\n') };
}

it('npm run filter prints how many prompts of each file are refused, and which', () => {
  const [text, json] = [join(folder, 'prompts.txt'), join(folder, 'prompts.json')];
  expect(run(text, json)).toEqual({
    status: 0,
    lines: [`${text}: 1 of 3 refused (33.3 %)`, '  3: a naked woman', `${json}: 0 of 1 refused (0.0 %)`],
  });
  expect(run(text, '--passed').lines.slice(1)).toEqual(['  1: a red fox', '  4: a blue whale']);
});

it('npm run filter says how it is called', () => {
  expect(run()).toEqual({
    status: 2,
    lines: expect.arrayContaining([expect.stringContaining('npm run filter -- FILE')]),
  });
});
