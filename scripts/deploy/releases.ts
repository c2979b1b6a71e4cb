import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeployError } from './deploy-error.ts';
import type { StackOutputs } from './describe-stack.ts';
import { run } from './run.ts';
import { s3 } from './site.ts';
import { deployStack, type Stack, saveDeployedTemplate } from './stack.ts';

/** How many releases stay within reach of --rollback. */
const KEPT = 10;

/** Where the names of the releases are kept, oldest first. CloudFront cannot read `releases/`. */
const HISTORY = 'releases/history.json';

/**
 * Remembers what was just deployed: the template, in which the uploaded code is named, and the site.
 * Parameters, and with them the keys, stay as they are in a rollback.
 */
export async function recordRelease(stack: Stack, { bucket }: StackOutputs, now: Date): Promise<string> {
  const release = now.toISOString().replaceAll(/[:.]/g, '-');
  const template = join(scratchFolder(), 'template.yaml');
  await saveDeployedTemplate(stack, template);
  const folder = `s3://${bucket}/releases/${release}`;
  await s3(['cp', template, `${folder}/template.yaml`], stack.region);
  await s3(['sync', `s3://${bucket}/site`, `${folder}/site`], stack.region);
  const history = [...(await readHistory(bucket, stack.region)), release].slice(-KEPT);
  await writeHistory(history, bucket, stack.region);
  return release;
}

/** Puts the release before the current one back. @throws DeployError when there is none */
export async function rollBack(
  stack: Stack,
  { bucket }: StackOutputs,
  options: { confirm: boolean },
): Promise<string> {
  const history = await readHistory(bucket, stack.region);
  const previous = history.at(-2);
  if (previous === undefined) {
    throw new DeployError(
      'rollback',
      `${stack.name} has no earlier release to go back to.`,
      'Check out the commit that worked and deploy it: docs/rollback.md',
    );
  }
  const folder = `s3://${bucket}/releases/${previous}`;
  const template = join(scratchFolder(), 'template.yaml');
  await s3(['cp', `${folder}/template.yaml`, template], stack.region);
  await deployStack(stack, {
    // One that stays as it is: without any, SAM would take those of samconfig.toml.
    parameters: `Environment=${stack.environment}`,
    template,
    confirm: options.confirm,
  });
  await s3(['sync', `${folder}/site`, `s3://${bucket}/site`], stack.region);
  await writeHistory(history.slice(0, -1), bucket, stack.region);
  return previous;
}

async function readHistory(bucket: string, region: string): Promise<string[]> {
  const file = join(scratchFolder(), 'history.json');
  const { code } = await run(
    'aws',
    ['s3', 'cp', `s3://${bucket}/${HISTORY}`, file, '--region', region, '--only-show-errors'],
    { capture: true },
  );
  // There is none before the first release.
  if (code !== 0) return [];
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return Array.isArray(parsed) ? parsed.map(String) : [];
}

async function writeHistory(history: readonly string[], bucket: string, region: string): Promise<void> {
  const file = join(scratchFolder(), 'history.json');
  writeFileSync(file, `${JSON.stringify(history)}\n`);
  await s3(['cp', file, `s3://${bucket}/${HISTORY}`], region);
}

function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-release-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
