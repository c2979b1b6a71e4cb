import { DeployError } from './deploy-error.ts';
import type { Stack, StackOutputs } from './describe-stack.ts';
import { run } from './run.ts';

export interface HealthCheckOptions {
  stack: Stack;
  /** The page that the site has to serve, byte for byte. */
  indexFile: string;
  /** Draw a picture and look into the logs too. */
  full: boolean;
  /** Whether a release before this one may exist. */
  canGoBack: boolean;
}

/** Calls scripts/health-check.ts, as the workflows do. @throws DeployError */
export async function runHealthCheck(
  outputs: StackOutputs,
  { full, stack, indexFile, canGoBack }: HealthCheckOptions,
): Promise<void> {
  const args = ['scripts/health-check.ts', '--api', outputs.apiEndpoint, '--site', outputs.siteUrl];
  args.push('--index', indexFile);
  // The logs are another matter when the whole system is asked to prove itself.
  if (full) args.push('--full', '--stack', stack.name);
  // On GitHub, the result goes into the summary of the run too.
  if (process.env.GITHUB_STEP_SUMMARY) args.push('--summary', process.env.GITHUB_STEP_SUMMARY);
  if (process.env.HEALTH_CHECK_WAIT) args.push('--wait', process.env.HEALTH_CHECK_WAIT);
  const { code } = await run(process.execPath, args, { env: { AWS_REGION: stack.region } });
  if (code === 0) return;
  throw new DeployError(
    'health',
    `${stack.name} is deployed, but a health check failed.`,
    canGoBack
      ? `docs/troubleshooting.md, or go back: scripts/deploy.sh ${stack.environment} --rollback`
      : 'docs/troubleshooting.md. This is the first release, so there is none to go back to: mend it and deploy again.',
  );
}
