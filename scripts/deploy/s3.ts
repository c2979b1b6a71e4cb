import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeployError } from './deploy-error.ts';
import { run } from './run.ts';
import { scratchFolder } from './scratch-folder.ts';

/** `aws s3 …`, showing only what goes wrong. @throws DeployError */
export async function s3(args: readonly string[], region: string): Promise<void> {
  const { code } = await run('aws', ['s3', ...args, '--region', region, '--only-show-errors']);
  if (code !== 0) throw new DeployError('site', `aws s3 ${args[0]} failed; its messages are above.`);
}

/** The JSON of an object, or `undefined` if it does not exist. @throws DeployError if it cannot be read */
export async function readJson(address: string, region: string): Promise<unknown> {
  const file = join(scratchFolder(), 'object.json');
  const { code, stderr } = await run(
    'aws',
    ['s3', 'cp', address, file, '--region', region, '--only-show-errors'],
    { capture: true },
  );
  if (code === 0) return JSON.parse(readFileSync(file, 'utf8'));
  if (/\b404\b|NoSuchKey|does not exist/.test(stderr)) return undefined;
  throw new DeployError('site', `${address} cannot be read: ${stderr.trim()}`);
}

/** @throws DeployError */
export async function writeJson(address: string, value: unknown, region: string): Promise<void> {
  const file = join(scratchFolder(), 'object.json');
  writeFileSync(file, `${JSON.stringify(value)}\n`);
  await s3(['cp', file, address], region);
}
