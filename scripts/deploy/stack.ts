import { writeFileSync } from 'node:fs';
import type { EnvironmentName } from './arguments.ts';
import { DeployError } from './deploy-error.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { lastLine } from './tools.ts';

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

export const stackName = (environment: EnvironmentName) => `pixel-prompt-${environment}`;

/** Whether there is something to keep: a stack of which only a change set was planned counts as none. @throws DeployError */
export async function stackExists({ name, region }: Stack): Promise<boolean> {
  const { code, stdout, stderr } = await run(
    'aws',
    [
      ...['cloudformation', 'describe-stacks', '--stack-name', name, '--region', region],
      ...['--query', 'Stacks[0].StackStatus', '--output', 'text'],
    ],
    { capture: true },
  );
  if (code === 0) return stdout.trim() !== 'REVIEW_IN_PROGRESS';
  if (stderr.includes('does not exist')) return false;
  throw new DeployError('stack', `${name} cannot be read: ${lastLine(stderr)}`);
}

/** Shows what SAM says only when it fails: it proposes other commands than this script's. @throws DeployError */
export async function buildFunctions(environment: EnvironmentName): Promise<void> {
  const { code, stdout, stderr } = await run('sam', ['build', '--config-env', environment], {
    capture: true,
    env: QUIET,
  });
  if (code === 0) return;
  console.log(`${stdout}${stderr}`);
  throw new DeployError(
    'build',
    'sam build failed; its messages are above.',
    'Often: npm ci was not run after an update.',
  );
}

/** Without the note on telemetry, and without telemetry. */
const QUIET = { SAM_CLI_TELEMETRY: '0' };

/**
 * For a stack that keeps its values. Without any, SAM would take those of samconfig.toml, which are only proposals
 * for a stack that has none of its own.
 */
export const keptParameters = (environment: EnvironmentName) => `Environment=${environment}`;

export interface DeployOptions {
  /** `file://…`, or `keptParameters`. A parameter that is not in it keeps its value. */
  parameters: string;
  /** Another template than the one just built. */
  template?: string;
  confirm: boolean;
  planOnly?: boolean;
}

/** @throws DeployError with the events that say why */
export async function deployStack(stack: Stack, options: DeployOptions): Promise<void> {
  const { code } = await run(
    'sam',
    [
      'deploy',
      '--config-env',
      stack.environment,
      '--region',
      stack.region,
      ...(options.template ? ['--template-file', options.template, '--config-file', 'samconfig.toml'] : []),
      ...['--parameter-overrides', options.parameters],
      ...(options.planOnly ? ['--no-execute-changeset'] : []),
      ...(options.confirm ? [] : ['--no-confirm-changeset']),
      '--no-fail-on-empty-changeset',
    ],
    { env: QUIET },
  );
  if (code === 0) return;
  if (options.planOnly) {
    throw new DeployError(
      'stack',
      `CloudFormation could not plan ${stack.name}; the messages are above. The stack is as it was.`,
      'docs/troubleshooting.md explains the usual reasons.',
    );
  }
  await showFailure(stack);
  throw new DeployError(
    'stack',
    `sam deploy failed for ${stack.name}. CloudFormation has put back what it had changed.`,
    'docs/troubleshooting.md explains the usual reasons. Run the same command again after mending it.',
  );
}

async function showFailure(stack: Stack): Promise<void> {
  const query =
    "StackEvents[?ends_with(ResourceStatus, 'FAILED')].[LogicalResourceId, ResourceStatusReason] | [:5]";
  const { code, stdout } = await run(
    'aws',
    [
      ...['cloudformation', 'describe-stack-events', '--stack-name', stack.name, '--region', stack.region],
      ...['--query', query, '--output', 'text'],
    ],
    { capture: true },
  );
  if (code !== 0 || stdout.trim() === '') return;
  report.line('What CloudFormation says:');
  for (const line of stdout.trim().split('\n')) report.line(`  ${line}`);
}

/** @throws DeployError when the stack or one of its outputs is missing */
export async function readOutputs(stack: Stack): Promise<StackOutputs> {
  const { code, stdout, stderr } = await run(
    'aws',
    [
      ...['cloudformation', 'describe-stacks', '--stack-name', stack.name, '--region', stack.region],
      ...['--query', 'Stacks[0].Outputs', '--output', 'json'],
    ],
    { capture: true },
  );
  if (code !== 0) throw new DeployError('stack', `${stack.name} cannot be read: ${lastLine(stderr)}`);
  const outputs = parseOutputs(stdout);
  const get = (key: string) => {
    const value = outputs.get(key);
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

function parseOutputs(text: string): Map<string, string> {
  const outputs = new Map<string, string>();
  const parsed: unknown = JSON.parse(text);
  for (const entry of Array.isArray(parsed) ? parsed : []) {
    const { OutputKey, OutputValue } = entry as { OutputKey?: unknown; OutputValue?: unknown };
    if (typeof OutputKey === 'string' && typeof OutputValue === 'string') outputs.set(OutputKey, OutputValue);
  }
  return outputs;
}

/** Writes the deployed template, with the addresses of the uploaded code in it, to a file. @throws DeployError */
export async function saveDeployedTemplate(stack: Stack, file: string): Promise<void> {
  const { code, stdout, stderr } = await run(
    'aws',
    [
      ...['cloudformation', 'get-template', '--stack-name', stack.name, '--region', stack.region],
      ...['--template-stage', 'Original', '--query', 'TemplateBody', '--output', 'text'],
    ],
    { capture: true },
  );
  if (code !== 0) throw new DeployError('stack', `The template cannot be read back: ${lastLine(stderr)}`);
  writeFileSync(file, stdout);
}
