import type { EnvironmentName } from './arguments.ts';
import { DeployError } from './deploy-error.ts';
import { run } from './run.ts';
import { lastLine } from './tools.ts';

/** One environment's stack, whether it exists or not. */
export interface Stack {
  environment: EnvironmentName;
  name: string;
  region: string;
}

export interface StackOutputs {
  apiEndpoint: string;
  siteUrl: string;
  bucket: string;
  distributionId: string;
}

export interface StackDescription {
  /** As CloudFormation names it: `UPDATE_COMPLETE`, `ROLLBACK_COMPLETE`, … */
  status: string;
  /** By name; keys as `****`. */
  parameters: Record<string, string>;
  outputs: Record<string, string>;
}

/** A stack of which only a change set was planned counts as none. @throws DeployError when it cannot be read */
export async function describeStack({ name, region }: Stack): Promise<StackDescription | undefined> {
  const { code, stdout, stderr } = await run(
    'aws',
    [
      ...['cloudformation', 'describe-stacks', '--stack-name', name, '--region', region],
      ...['--query', 'Stacks[0]', '--output', 'json'],
    ],
    { capture: true },
  );
  if (code !== 0) {
    if (stderr.includes('does not exist')) return undefined;
    throw new DeployError('stack', `${name} cannot be read: ${lastLine(stderr)}`);
  }
  const { StackStatus, Parameters, Outputs } = JSON.parse(stdout) as Record<string, unknown>;
  if (StackStatus === 'REVIEW_IN_PROGRESS') return undefined;
  return {
    status: String(StackStatus),
    parameters: pairs(Parameters, 'Parameter'),
    outputs: pairs(Outputs, 'Output'),
  };
}

/** @throws DeployError when the stack or one of its outputs is missing */
export async function readOutputs(stack: Stack): Promise<StackOutputs> {
  const description = await describeStack(stack);
  if (description === undefined) {
    throw new DeployError('stack', `There is no stack ${stack.name} in ${stack.region}.`);
  }
  const get = (key: string) => {
    const value = description.outputs[key];
    if (value === undefined) throw new DeployError('stack', `${stack.name} has no output ${key}.`);
    return value;
  };
  return {
    apiEndpoint: get('ApiEndpoint'),
    siteUrl: get('SiteUrl'),
    bucket: get('S3BucketName'),
    distributionId: get('DistributionId'),
  };
}

/** `[{ParameterKey, ParameterValue}]` as a map. */
function pairs(list: unknown, kind: 'Parameter' | 'Output'): Record<string, string> {
  const entries = Array.isArray(list) ? (list as Record<string, unknown>[]) : [];
  return Object.fromEntries(
    entries.map((entry) => [String(entry[`${kind}Key`]), String(entry[`${kind}Value`])]),
  );
}
