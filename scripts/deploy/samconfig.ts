import { readFileSync } from 'node:fs';
import { parse as parseToml } from 'smol-toml';
import { isMap, type Value } from '../../local/template/value.ts';
import type { EnvironmentName } from './arguments.ts';
import { DeployError } from './deploy-error.ts';

const SAMCONFIG = 'samconfig.toml';

/**
 * What the project proposes for an environment: `[<environment>.deploy.parameters.parameter_overrides]`.
 * @throws DeployError if it is not a table
 */
export function readProposals(environment: EnvironmentName, file = SAMCONFIG): Record<string, Value> {
  const found = read(file, [environment, 'deploy', 'parameters', 'parameter_overrides']);
  if (found === undefined) return {};
  if (!isMap(found)) {
    throw new DeployError(
      'configuration',
      `${file}: [${environment}.deploy.parameters.parameter_overrides] must be a table (Name = "value").`,
    );
  }
  return found;
}

/**
 * The name of an environment's stack, from the place where the SAM CLI finds it too: settings of the command win over
 * global ones.
 * @throws DeployError where neither names it
 */
export function readStackName(environment: EnvironmentName, file = SAMCONFIG): string {
  const name =
    read(file, [environment, 'deploy', 'parameters', 'stack_name']) ??
    read(file, [environment, 'global', 'parameters', 'stack_name']);
  if (typeof name === 'string' && name !== '') return name;
  throw new DeployError(
    'configuration',
    `${file} names no stack for ${environment}.`,
    `Add:  [${environment}.global.parameters]  stack_name = "pixel-prompt-${environment}"`,
  );
}

function read(file: string, path: readonly string[]): unknown {
  let found: unknown;
  try {
    found = parseToml(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new DeployError('configuration', `${file} cannot be read: ${String(error)}`);
  }
  for (const name of path) found = isMap(found) ? found[name] : undefined;
  return found;
}
