import { existsSync } from 'node:fs';
import { checkModels } from '../../local/check-models.ts';
import { StackFault } from '../../local/fault.ts';
import { loadTemplate, type Template } from '../../local/template/load.ts';
import { checkParameters, readParametersFile } from '../../local/template/parameters.ts';
import { isMap, type Value } from '../../local/template/value.ts';
import type { EnvironmentName } from './arguments.ts';
import { DeployError } from './deploy-error.ts';
import { keptValues } from './kept-values.ts';
import { readProposals } from './samconfig.ts';

type Merged = Pick<Parameters, 'values' | 'sources' | 'replaced'>;

export interface Parameters {
  /** Raw values by parameter name; keys are not escaped yet. */
  values: Record<string, Value>;
  /** Where each value comes from: a file name. */
  sources: Record<string, string>;
  /** Values that a later source has replaced, with the source they came from. May hold keys: show it for limits only. */
  replaced: Record<string, string>;
  /** The values after the deployment: `values`, over what the stack keeps, over the template's defaults. */
  complete: Record<string, Value>;
  /** Whether a parameters file was found. */
  fromFile: boolean;
  /** Without such a file, a stack that exists keeps all that it has: samconfig.toml only proposes. */
  keepsAll: boolean;
}

/**
 * The parameters of one environment: what `samconfig.toml` proposes for it, over that `parameters.json`, over that
 * `parameters.<environment>.json`. What a person has written wins over what the project proposes, so that no
 * environment raises a limit that its owner has set. Every value is checked as CloudFormation would.
 * @param stackHas the parameters of the stack, where it exists
 * @param now milliseconds since the epoch
 * @throws DeployError that lists every fault, never with a value
 */
export function readParameters(
  environment: EnvironmentName,
  stackHas: Readonly<Record<string, string>> | undefined,
  now: number,
): Parameters {
  try {
    const template = loadTemplate('template.yaml');
    const files = [...commonFile(), `parameters.${environment}.json`].filter((name) => existsSync(name));
    const fromFile = files.length > 0;
    const keepsAll = !fromFile && stackHas !== undefined;
    const layers = [
      {
        name: `samconfig.toml [${environment}]`,
        values: keepsAll ? { Environment: environment } : readProposals(environment),
      },
      ...files.map((name) => ({ name, values: readParametersFile(name).values })),
    ];
    refuseOtherEnvironment(environment, layers, stackHas);
    const merged = merge(layers);
    merged.values.Environment = environment;
    const kept = keptValues(stackHas ?? {}, merged.values, now);
    check(template, merged, kept);
    const fromStack = Object.fromEntries(Object.keys(kept).map((name) => [name, 'the stack']));
    return {
      ...merged,
      sources: { ...fromStack, ...merged.sources },
      complete: { ...defaultsOf(template), ...kept, ...merged.values },
      fromFile,
      keepsAll,
    };
  } catch (error) {
    if (!(error instanceof StackFault)) throw error;
    throw new DeployError('configuration', `The parameters cannot be used:\n${list(error.faults)}`);
  }
}

interface Layer {
  name: string;
  values: Readonly<Record<string, Value>>;
}

/**
 * The environment on the command line is the environment. It is part of the bucket's name and decides on gradual
 * deployments, so a file or a stack that says otherwise is a mistake.
 */
function refuseOtherEnvironment(
  environment: EnvironmentName,
  layers: readonly Layer[],
  stackHas: Readonly<Record<string, string>> | undefined,
): void {
  const faults = layers
    .filter(({ values }) => values.Environment !== undefined && values.Environment !== environment)
    .map(
      ({ name, values }) =>
        `${name} says Environment ${JSON.stringify(values.Environment)}, and you deploy ${environment}. Take that line out of the file.`,
    );
  const deployed = stackHas?.Environment;
  if (deployed !== undefined && deployed !== environment) {
    faults.push(
      `The stack was deployed as ${deployed}; as ${environment} it would get another, empty bucket. Deploy it as ${deployed}, or give ${environment} a stack of its own in samconfig.toml.`,
    );
  }
  if (faults.length > 0) throw new StackFault(faults);
}

/** The later layers win. */
function merge(layers: readonly Layer[]): Merged {
  const merged: Merged = { values: {}, sources: {}, replaced: {} };
  for (const layer of layers) {
    for (const [name, value] of Object.entries(layer.values)) {
      const before = merged.values[name];
      if (before !== undefined && String(before) !== String(value)) {
        merged.replaced[name] = `${String(before)} of ${merged.sources[name]}`;
      }
      merged.values[name] = value;
      merged.sources[name] = layer.name;
    }
  }
  return merged;
}

/** Everything that CloudFormation would refuse or that the product could not work with, in one list. */
function check(template: Template, { values, sources }: Merged, kept: Readonly<Record<string, Value>>): void {
  const source = {
    name: 'parameters.json',
    values: { ...kept, ...values },
    place: (name: string) => sources[name] ?? 'parameters.json',
  };
  const { values: sound, faults } = checkParameters(template, source);
  if (faults.length > 0) throw new StackFault([...faults, ...checkModels(sound, source).faults]);
}

function defaultsOf(template: Template): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(template.parameters).flatMap(([name, declaration]) =>
      isMap(declaration) && declaration.Default !== undefined ? [[name, declaration.Default]] : [],
    ),
  );
}

/** A file that is asked for by name has to be there. */
function commonFile(): string[] {
  const named = process.env.PARAMETERS_FILE;
  if (!named) return ['parameters.json'];
  if (existsSync(named)) return [named];
  throw new DeployError('configuration', `PARAMETERS_FILE is ${named}, and there is no such file.`);
}

export const list = (sentences: readonly string[]) =>
  sentences.map((sentence) => `      - ${sentence}`).join('\n');
