import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
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

export const stackName = (environment: EnvironmentName) => `pixel-prompt-${environment}`;

/** Without the note on telemetry, and without telemetry. */
const QUIET = { SAM_CLI_TELEMETRY: '0' };

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

export interface DeployOptions {
  /** `file://…` or `Name=value`, in place of what samconfig.toml says. A parameter that is not in it keeps its value. */
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
      ...(options.template ? templateArguments(options.template) : []),
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

/** SAM looks for its settings beside the template. */
const templateArguments = (template: string) => [
  ...['--template-file', template],
  ...['--config-file', resolve('samconfig.toml')],
];

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
