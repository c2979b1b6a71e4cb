import { existsSync, writeFileSync } from 'node:fs';
import type { EnvironmentName } from './arguments.ts';
import { DeployError } from './deploy-error.ts';
import type { StackOutputs } from './describe-stack.ts';
import { run } from './run.ts';

const BUILT = 'frontend/dist';
/** Vite puts the hash of the content into these names. */
const HASHED = 'assets';
const YEAR = 'public, max-age=31536000, immutable';
/** The page itself is asked for again each time: it names the current assets. */
const NO_CACHE = 'no-cache';

/** What the front end is built with. */
export function writeSiteEnvironment(environment: EnvironmentName, apiEndpoint: string): void {
  writeFileSync('frontend/.env', `VITE_API_ENDPOINT=${apiEndpoint}\nVITE_ENVIRONMENT=${environment}\n`);
}

/** @throws DeployError */
export async function buildSite(): Promise<void> {
  const { code } = await run('npm', ['run', 'build', '--workspace', 'frontend']);
  if (code !== 0 || !existsSync(`${BUILT}/index.html`)) {
    throw new DeployError('site', 'The front end could not be built; the messages are above.');
  }
}

/**
 * Assets first and never deleted here, so that a page that is open during the upload finds what it names.
 * @throws DeployError
 */
export async function uploadSite({ bucket }: Pick<StackOutputs, 'bucket'>, region: string): Promise<void> {
  const target = `s3://${bucket}/site`;
  await s3(['sync', `${BUILT}/${HASHED}`, `${target}/${HASHED}`, '--cache-control', YEAR], region);
  await s3(
    ['sync', BUILT, target, '--exclude', `${HASHED}/*`, '--delete', '--cache-control', NO_CACHE],
    region,
  );
}

/** One path costs one path, so the edge forgets everything; pictures come back from the bucket. @throws DeployError */
export async function invalidateSite({
  distributionId,
}: Pick<StackOutputs, 'distributionId'>): Promise<void> {
  const { code } = await run(
    'aws',
    ['cloudfront', 'create-invalidation', '--distribution-id', distributionId, '--paths', '/*'],
    { capture: true },
  );
  if (code !== 0) throw new DeployError('site', 'CloudFront refused to forget the old page.');
}

/** `aws s3 …`, showing only what goes wrong. @throws DeployError */
export async function s3(args: readonly string[], region: string): Promise<void> {
  const { code } = await run('aws', ['s3', ...args, '--region', region, '--only-show-errors']);
  if (code !== 0) throw new DeployError('site', `aws s3 ${args[0]} failed; its messages are above.`);
}
