import { existsSync, readFileSync } from 'node:fs';
import { parse as parseToml } from 'smol-toml';
import { isMap, type Value } from '../../local/template/value.ts';
import type { EnvironmentName } from './arguments.ts';
import { DeployError } from './deploy-error.ts';

const SAMCONFIG = 'samconfig.toml';
/** Where guided mode puts its answers by docs/deployment.md; git ignores it. */
const LOCAL_SAMCONFIG = 'samconfig.local.toml';

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

export interface StackName {
  name: string;
  /** The file that says it. */
  from: string;
}

/**
 * The name of an environment's stack, from the place where the SAM CLI finds it too: the stack that guided mode has
 * deployed as this environment, or else the one that `samconfig.toml` names for it.
 * @throws DeployError where none is named
 */
export function readStackName(environment: EnvironmentName): StackName {
  for (const from of [LOCAL_SAMCONFIG, SAMCONFIG]) {
    const section = [environment, 'default'].find((name) => wasAnsweredFor(environment, from, name));
    const name = section === undefined ? undefined : stackNameIn(from, section);
    if (name !== undefined) return { name, from };
  }
  const name = stackNameIn(SAMCONFIG, environment);
  if (name !== undefined) return { name, from: SAMCONFIG };
  throw new DeployError(
    'configuration',
    `${SAMCONFIG} names no stack for ${environment}.`,
    `Add:  [${environment}.global.parameters]  stack_name = "pixel-prompt-${environment}"`,
  );
}

/** Guided mode saves all parameters as one text, `Environment="dev" ModelCount="3" …`, where the project has a table. */
function wasAnsweredFor(environment: EnvironmentName, file: string, section: string): boolean {
  const answers = read(file, [section, 'deploy', 'parameters', 'parameter_overrides']);
  return typeof answers === 'string' && answers.split(' ').includes(`Environment="${environment}"`);
}

/** As SAM reads it: settings of the command win over global ones. */
function stackNameIn(file: string, section: string): string | undefined {
  const name =
    read(file, [section, 'deploy', 'parameters', 'stack_name']) ??
    read(file, [section, 'global', 'parameters', 'stack_name']);
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** @returns `undefined` where the file does not say it, or does not exist */
function read(file: string, path: readonly string[]): unknown {
  let found: unknown;
  if (!existsSync(file)) return undefined;
  try {
    found = parseToml(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new DeployError('configuration', `${file} cannot be read: ${String(error)}`);
  }
  for (const name of path) found = isMap(found) ? found[name] : undefined;
  return found;
}
