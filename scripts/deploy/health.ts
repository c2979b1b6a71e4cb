import { DeployError } from './deploy-error.ts';
import type { StackOutputs } from './describe-stack.ts';
import { run } from './run.ts';
import type { Stack } from './stack.ts';

/** Calls scripts/health-check.ts, as the workflows do. @throws DeployError */
export async function runHealthCheck(
  outputs: StackOutputs,
  { full, stack }: { full: boolean; stack: Stack },
): Promise<void> {
  const args = ['scripts/health-check.ts', '--api', outputs.apiEndpoint, '--site', outputs.siteUrl];
  // The logs are another matter when the whole system is asked to prove itself.
  if (full) args.push('--full', '--stack', stack.name);
  // On GitHub the result belongs into the summary of the run too.
  if (process.env.GITHUB_STEP_SUMMARY) args.push('--summary', process.env.GITHUB_STEP_SUMMARY);
  if (process.env.HEALTH_CHECK_WAIT) args.push('--wait', process.env.HEALTH_CHECK_WAIT);
  const { code } = await run(process.execPath, args, { env: { AWS_REGION: stack.region } });
  if (code === 0) return;
  throw new DeployError(
    'health',
    `${stack.name} is deployed, but a health check failed.`,
    `docs/troubleshooting.md, or go back: scripts/deploy.sh ${stack.environment} --rollback`,
  );
}
