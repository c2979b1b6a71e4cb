import { existsSync, writeFileSync } from 'node:fs';
import type { EnvironmentName } from './arguments.ts';
import { DeployError } from './deploy-error.ts';
import type { StackOutputs } from './describe-stack.ts';
import { run } from './run.ts';
import { s3 } from './s3.ts';
import { lastLine } from './tools.ts';

const BUILT = 'frontend/dist';
/** The page itself, which names everything else by the hash of its content. */
const INDEX = 'index.html';
/** Not uploaded with the rest: Vite's manifest, which nobody reads, and the page, which comes last. */
const NOT_YET = ['--exclude', '.vite/*', '--exclude', INDEX];
const YEAR = 'public, max-age=31536000, immutable';
/** Revalidated on each visit: it names the current assets. */
const NO_CACHE = 'no-cache';

/** Builds the front end for an API. @throws DeployError */
export async function buildSite(environment: EnvironmentName, apiEndpoint: string): Promise<void> {
  writeFileSync('frontend/.env', `VITE_API_ENDPOINT=${apiEndpoint}\nVITE_ENVIRONMENT=${environment}\n`);
  const { code } = await run('npm', ['run', 'build', '--workspace', 'frontend']);
  if (code !== 0 || !existsSync(`${BUILT}/${INDEX}`)) {
    throw new DeployError('build', 'The front end could not be built; the messages are above.');
  }
}

/** Uploads the built site to where releases are kept. @returns the local file of its page. @throws DeployError */
export async function storeSite(folder: string, region: string): Promise<string> {
  await s3(['cp', '--recursive', `${BUILT}/assets`, `${folder}/assets`, '--cache-control', YEAR], region);
  await s3(
    [
      ...['cp', '--recursive', BUILT, folder, '--exclude', 'assets/*', '--exclude', '.vite/*'],
      ...['--cache-control', NO_CACHE],
    ],
    region,
  );
  return `${BUILT}/${INDEX}`;
}

/**
 * Copies the whole site of a release to where it is served from, the page last, so that whoever asks meanwhile gets a
 * page whose assets are there. `aws s3 sync` would skip what has the same size, and the page always has.
 * @throws DeployError
 */
export async function publishSite(folder: string, bucket: string, region: string): Promise<void> {
  const live = `s3://${bucket}/site`;
  await s3(['cp', '--recursive', folder, live, ...NOT_YET], region);
  await s3(['cp', `${folder}/${INDEX}`, `${live}/${INDEX}`], region);
}

/** Invalidations are billed by path, and `/*` is one: everything is fetched from the bucket again. @throws DeployError */
export async function invalidateSite({
  distributionId,
}: Pick<StackOutputs, 'distributionId'>): Promise<void> {
  const { code, stderr } = await run(
    'aws',
    ['cloudfront', 'create-invalidation', '--distribution-id', distributionId, '--paths', '/*'],
    { capture: true },
  );
  if (code !== 0)
    throw new DeployError('site', `CloudFront did not forget the old page: ${lastLine(stderr)}`);
}
