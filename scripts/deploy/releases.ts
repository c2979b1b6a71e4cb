import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeployError } from './deploy-error.ts';
import type { Stack, StackOutputs } from './describe-stack.ts';
import { beforeNext, readHistory, targetOf, writeHistory } from './history.ts';
import { s3 } from './s3.ts';
import { scratchFolder } from './scratch-folder.ts';
import { publishSite, storeSite } from './site.ts';
import { deployStack, saveDeployedTemplate } from './stack.ts';
import { guardData } from './stack-policy.ts';

/** A release that is live: its name, and the page that the site has to serve now. */
export interface LiveRelease {
  name: string;
  /** A local copy of its `index.html`. */
  indexFile: string;
}

const folderOf = (bucket: string, release: string) => `s3://${bucket}/releases/${release}`;

/**
 * Records what the stack runs and the built site as a release, and then makes that site live: whatever fails after the
 * record, a rollback knows where to go. Parameters, and with them the keys, are not part of a release.
 * @throws DeployError
 */
export async function release(stack: Stack, { bucket }: StackOutputs, now: Date): Promise<LiveRelease> {
  const { region } = stack;
  const name = now.toISOString().replaceAll(/[:.]/g, '-');
  const template = join(scratchFolder(), 'template.yaml');
  await saveDeployedTemplate(stack, template);
  await s3(['cp', template, `${folderOf(bucket, name)}/template.yaml`], region);
  const indexFile = await storeSite(`${folderOf(bucket, name)}/site`, region);
  const releases = [...beforeNext(await readHistory(bucket, region)), name];
  await writeHistory(bucket, { releases, last: 'deploying' }, region);
  await publishSite(`${folderOf(bucket, name)}/site`, bucket, region);
  return { name, indexFile };
}

/** Notes that the last release serves, once that was seen. @throws DeployError */
export async function confirmRelease({ bucket }: StackOutputs, region: string): Promise<void> {
  const { releases } = await readHistory(bucket, region);
  await writeHistory(bucket, { releases, last: 'live' }, region);
}

/**
 * Puts the release before what is live back, or what was live before a deployment that failed.
 * @throws DeployError when there is none
 */
export async function rollBack(
  stack: Stack,
  { bucket }: StackOutputs,
  options: { confirm: boolean },
): Promise<LiveRelease> {
  const { region } = stack;
  const history = await readHistory(bucket, region);
  const releases = targetOf(history, await isAsRecorded(stack, bucket, history.releases.at(-1)));
  const name = releases?.at(-1);
  if (releases === undefined || name === undefined) {
    throw new DeployError(
      'rollback',
      `${stack.name} has no earlier release to go back to.`,
      'Check out the commit that worked and deploy it: docs/rollback.md',
    );
  }
  const folder = scratchFolder();
  const template = join(folder, 'template.yaml');
  const indexFile = join(folder, 'index.html');
  await s3(['cp', `${folderOf(bucket, name)}/template.yaml`, template], region);
  await s3(['cp', `${folderOf(bucket, name)}/site/index.html`, indexFile], region);
  await writeHistory(bucket, { releases, last: 'rolling back' }, region);
  try {
    await guardData(stack, template);
    await deployStack(stack, {
      // One that stays as it is: without any, SAM would take those of samconfig.toml.
      parameters: `Environment=${stack.environment}`,
      template,
      confirm: options.confirm,
    });
  } catch (error) {
    // CloudFormation has put the stack back, and the site was not touched yet.
    await writeHistory(bucket, history, region);
    throw error;
  } finally {
    await guardData(stack);
  }
  await publishSite(`${folderOf(bucket, name)}/site`, bucket, region);
  return { name, indexFile };
}

/** Whether the stack runs the template of a release: nothing else was deployed over it. */
async function isAsRecorded(stack: Stack, bucket: string, name: string | undefined): Promise<boolean> {
  if (name === undefined) return false;
  const folder = scratchFolder();
  const [deployed, recorded] = [join(folder, 'deployed.yaml'), join(folder, 'recorded.yaml')];
  await saveDeployedTemplate(stack, deployed);
  await s3(['cp', `${folderOf(bucket, name)}/template.yaml`, recorded], stack.region);
  return readFileSync(deployed, 'utf8') === readFileSync(recorded, 'utf8');
}
