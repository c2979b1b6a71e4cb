import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EnvironmentName } from './arguments.ts';
import { DeployError } from './deploy-error.ts';
import { describeStack, type Stack } from './describe-stack.ts';
import { adviceFor } from './failure-reasons.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { explainStatus } from './stack-status.ts';
import { lastLine } from './tools.ts';

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
      ...['deploy', '--config-env', stack.environment],
      ...['--stack-name', stack.name, '--region', stack.region],
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
  throw new DeployError('stack', ...(await explainFailure(stack)));
}

/** What failed, and what to do about it, by the events and the state that the failure left. */
async function explainFailure(stack: Stack): Promise<[string, string]> {
  const reasons = await readFailures(stack);
  if (reasons.length > 0) report.line('What CloudFormation says:');
  for (const reason of reasons) report.line(`  ${reason}`);
  const { status } = (await describeStack(stack)) ?? { status: 'no stack' };
  const [problem, wayOut] = explainStatus(status, stack) ?? [
    `sam deploy failed for ${stack.name}. CloudFormation has put back what it had changed (${status}).`,
    'docs/troubleshooting.md explains the usual reasons. Run the same command again after mending it.',
  ];
  return [problem, [...adviceFor(reasons.join('\n')), wayOut].join('\n        ')];
}

/** SAM looks for its settings beside the template. */
const templateArguments = (template: string) => [
  ...['--template-file', template],
  ...['--config-file', resolve('samconfig.toml')],
];

/** Why resources failed, the newest five; a resource that was only stopped with the others does not count. */
async function readFailures(stack: Stack): Promise<string[]> {
  const query =
    "StackEvents[?ends_with(ResourceStatus, 'FAILED') && ResourceStatusReason != 'Resource creation cancelled'].[LogicalResourceId, ResourceStatusReason] | [:5]";
  const { code, stdout } = await run(
    'aws',
    [
      ...['cloudformation', 'describe-stack-events', '--stack-name', stack.name, '--region', stack.region],
      ...['--query', query, '--output', 'text'],
    ],
    { capture: true },
  );
  const text = stdout.trim();
  return code !== 0 || text === '' ? [] : text.split('\n');
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
