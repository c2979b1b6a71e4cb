import { readFileSync } from 'node:fs';
import { parse as parseToml } from 'smol-toml';
import { isMap, type Value } from '../../local/template/value.ts';
import type { EnvironmentName } from './arguments.ts';
import { DeployError } from './deploy-error.ts';

/**
 * What the project proposes for an environment: `[<environment>.deploy.parameters.parameter_overrides]`.
 * @throws DeployError when that is no table
 */
export function readSamconfig(file: string, environment: EnvironmentName): Record<string, Value> {
  let found: unknown = parseToml(readFileSync(file, 'utf8'));
  for (const name of [environment, 'deploy', 'parameters', 'parameter_overrides']) {
    found = typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined;
  }
  if (found === undefined) return {};
  if (!isMap(found as Value)) {
    throw new DeployError(
      'configuration',
      `samconfig.toml: [${environment}.deploy.parameters.parameter_overrides] must be a table (Name = "value").`,
    );
  }
  return found as Record<string, Value>;
}
