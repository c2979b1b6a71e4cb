import type { Template } from '../../local/template/load.ts';
import { DeployError } from './deploy-error.ts';
import type { StackDescription } from './describe-stack.ts';
import { list, type Parameters } from './parameters.ts';
import { report } from './report.ts';
import { run } from './run.ts';

/** Quota of many new accounts; all functions together. */
const SMALL_ACCOUNT = 10;

/** What AWS always keeps free of reservations in other accounts. */
const KEPT_FREE = 100;

/**
 * Custom CloudFront policies of a kind that an account may have.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
 */
const MOST_POLICIES = 20;

const POLICIES = [
  ['AWS::CloudFront::CachePolicy', 'list-cache-policies', 'CachePolicyList', 'cache policies'],
  [
    'AWS::CloudFront::ResponseHeadersPolicy',
    'list-response-headers-policies',
    'ResponseHeadersPolicyList',
    'response-headers policies',
  ],
] as const;

/**
 * Whether the account has room for the stack, as far as AWS tells before a deployment.
 * @param deployed the stack as it is, `undefined` before its first deployment
 * @throws DeployError that lists every fault
 */
export async function checkQuotas(
  { complete }: Pick<Parameters, 'complete'>,
  template: Pick<Template, 'resources'>,
  region: string,
  deployed: StackDescription | undefined,
): Promise<void> {
  const reserved = Number(complete.WorkerConcurrency);
  const faults = await checkConcurrency(
    reserved,
    Number(deployed?.parameters.WorkerConcurrency ?? 0),
    region,
  );
  if (deployed === undefined) faults.push(...(await checkCloudFront(template)));
  if (faults.length > 0) {
    throw new DeployError('configuration', `The account has no room for this:\n${list(faults)}`);
  }
}

/** @param reservedNow what the stack reserves already, and would give back */
async function checkConcurrency(reserved: number, reservedNow: number, region: string): Promise<string[]> {
  const { ConcurrentExecutions: limit, UnreservedConcurrentExecutions: unreserved } = (await readJson([
    ...['lambda', 'get-account-settings', '--region', region],
    ...['--query', 'AccountLimit'],
  ])) as Record<string, unknown>;
  if (typeof limit !== 'number' || typeof unreserved !== 'number') {
    report.warning('The concurrency quota of Lambda could not be read.');
    return [];
  }
  report.line(
    `Lambda may run ${limit} functions at once in this account and region, ${unreserved} unreserved.`,
  );
  const keptFree = limit <= SMALL_ACCOUNT ? SMALL_ACCOUNT : KEPT_FREE;
  const available = Math.max(0, unreserved + reservedNow - keptFree);
  if (reserved > available) {
    return [
      `WorkerConcurrency is ${reserved}, but only ${available} can be reserved: AWS keeps ${keptFree} of ${limit} free. Set it to 0, or ask AWS to raise quota L-B99A9384 first.`,
    ];
  }
  if (limit <= SMALL_ACCOUNT) {
    report.warning(
      'That is the quota of a new account: a run of many models may have to wait for itself. Ask AWS to raise L-B99A9384.',
    );
  }
  return [];
}

/** Policies are few per account, and a new account may not use CloudFront before AWS has verified it. */
async function checkCloudFront({ resources }: Pick<Template, 'resources'>): Promise<string[]> {
  const faults: string[] = [];
  for (const [type, command, field, label] of POLICIES) {
    const wanted = Object.values(resources).filter(({ Type }) => Type === type).length;
    const used = await readJson(['cloudfront', command, '--type', 'custom', '--query', `${field}.Quantity`]);
    if (typeof used === 'number' && used + wanted > MOST_POLICIES) {
      faults.push(
        `CloudFront allows ${MOST_POLICIES} ${label} per account; ${used} exist and ${wanted} are needed. Delete unused ones, or ask AWS for more.`,
      );
    }
  }
  const distributions = await readJson([
    ...['cloudfront', 'list-distributions', '--max-items', '1'],
    ...['--query', 'length(DistributionList.Items || `[]`)'],
  ]);
  if (distributions === 0) {
    report.warning(
      'This account has no CloudFront distribution yet. If it is new, AWS may refuse the first one until it has verified the account: docs/troubleshooting.md.',
    );
  }
  return faults;
}

/** The JSON that `aws` prints, or an empty object if it fails: a check that cannot be made does not stop a deployment. */
async function readJson(args: readonly string[]): Promise<unknown> {
  const { code, stdout } = await run('aws', [...args, '--output', 'json'], { capture: true });
  if (code !== 0) return {};
  try {
    return JSON.parse(stdout);
  } catch {
    return {};
  }
}
