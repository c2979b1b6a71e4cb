import { existsSync } from 'node:fs';
import { StackFault } from '../../src/local/fault.ts';
import { loadTemplate, type Template } from '../../src/local/template/load.ts';
import { readParametersFile, resolveParameters } from '../../src/local/template/parameters.ts';
import { isMap, type Value } from '../../src/local/template/value.ts';
import type { EnvironmentName } from './arguments.ts';
import { DeployError } from './deploy-error.ts';
import { readSamconfig } from './samconfig.ts';

export interface Parameters {
  /** Raw values by parameter name; keys are not escaped yet. */
  values: Record<string, Value>;
  /** Where each value comes from: a file name. */
  sources: Record<string, string>;
  /** What a later place has replaced, with the place it came from. May hold keys: show it for limits only. */
  replaced: Record<string, string>;
  /** `values` over the template's defaults, which a new stack gets for what is not given. */
  complete: Record<string, Value>;
  /** Whether a parameters file was found; without one, a stack that exists keeps all that it has. */
  fromFile: boolean;
}

/**
 * The parameters of one environment: what `samconfig.toml` proposes for it, over that `parameters.json`, over that
 * `parameters.<environment>.json`. What a person has written wins over what the project proposes, so that no
 * environment raises a limit that its owner has set. Every value is checked as CloudFormation would.
 * @throws DeployError that lists every fault, never with a value
 */
export function readParameters(environment: EnvironmentName): Parameters {
  try {
    const template = loadTemplate('template.yaml');
    const layers = [
      {
        name: `samconfig.toml [${environment}]`,
        values: readSamconfig('samconfig.toml', environment),
        isFile: false,
      },
      fileLayer(process.env.PARAMETERS_FILE ?? 'parameters.json'),
      fileLayer(`parameters.${environment}.json`),
    ];
    const merged: Parameters = { values: {}, sources: {}, replaced: {}, complete: {}, fromFile: false };
    for (const layer of layers) {
      if (layer.isFile) merged.fromFile = true;
      for (const [name, value] of Object.entries(layer.values)) {
        const before = merged.values[name];
        if (before !== undefined && String(before) !== String(value)) {
          merged.replaced[name] = `${String(before)} of ${merged.sources[name]}`;
        }
        merged.values[name] = value;
        merged.sources[name] = layer.name;
      }
    }
    check(template, merged);
    return { ...merged, complete: { ...defaultsOf(template), ...merged.values } };
  } catch (error) {
    if (!(error instanceof StackFault)) throw error;
    throw new DeployError('configuration', `The parameters cannot be used:\n${list(error.faults)}`);
  }
}

function check(template: Template, { values, sources }: Parameters): void {
  resolveParameters(template, {
    name: 'parameters.json',
    values,
    place: (name) => sources[name] ?? 'parameters.json',
  });
}

function defaultsOf(template: Template): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(template.parameters).flatMap(([name, declaration]) =>
      isMap(declaration) && declaration.Default !== undefined ? [[name, declaration.Default]] : [],
    ),
  );
}

function fileLayer(name: string) {
  if (!existsSync(name)) return { name, values: {}, isFile: false };
  return { name, values: readParametersFile(name).values, isFile: true };
}

export const list = (sentences: readonly string[]) =>
  sentences.map((sentence) => `      - ${sentence}`).join('\n');
