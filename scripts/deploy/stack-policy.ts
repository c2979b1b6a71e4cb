import { loadTemplate } from '../../local/template/load.ts';
import { DATA_TYPES } from './data-types.ts';
import { DeployError } from './deploy-error.ts';
import type { Stack } from './describe-stack.ts';
import { run } from './run.ts';
import { lastLine } from './tools.ts';

/** Any update is allowed, except one that would replace or delete what holds data. */
export function stackPolicy(logicalIds: readonly string[]): unknown {
  const allow = { Effect: 'Allow', Principal: '*', Action: 'Update:*', Resource: '*' };
  if (logicalIds.length === 0) return { Statement: [allow] };
  const deny = {
    Effect: 'Deny',
    Principal: '*',
    Action: ['Update:Replace', 'Update:Delete'],
    Resource: logicalIds.map((logicalId) => `LogicalResourceId/${logicalId}`),
  };
  return { Statement: [allow, deny] };
}

/**
 * Guards what holds data in a stack, for the next update by whatever tool.
 * @param rollbackTo the template of an older release: what it does not know yet may leave the stack
 * @throws DeployError
 */
export async function guardData(stack: Stack, rollbackTo?: string): Promise<void> {
  // CloudFormation refuses a policy with an id that the stack does not have, so the stack is asked, not the template.
  const ids = (await listDataResources(stack)).filter(
    (logicalId) => rollbackTo === undefined || logicalId in loadTemplate(rollbackTo).resources,
  );
  await callAws(stack, ['set-stack-policy', '--stack-policy-body', JSON.stringify(stackPolicy(ids))]);
}

async function listDataResources(stack: Stack): Promise<string[]> {
  const text = await callAws(stack, [
    ...['list-stack-resources', '--output', 'json'],
    ...['--query', 'StackResourceSummaries[].[LogicalResourceId, ResourceType]'],
  ]);
  const resources = JSON.parse(text) as [string, string][];
  return resources.filter(([, type]) => DATA_TYPES.has(type)).map(([logicalId]) => logicalId);
}

async function callAws(stack: Stack, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(
    'aws',
    ['cloudformation', ...args, '--stack-name', stack.name, '--region', stack.region],
    { capture: true },
  );
  if (code !== 0) {
    throw new DeployError('stack', `The stack policy of ${stack.name} cannot be set: ${lastLine(stderr)}`);
  }
  return stdout;
}
