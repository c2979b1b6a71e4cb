import { readFileSync, statSync } from 'node:fs';
import { didYouMean, StackFault } from '../fault.ts';
import type { Template } from './load.ts';
import { isMap, mapOrEmpty, type Value, type ValueMap } from './value.ts';

export interface ParameterSource {
  /** For messages: a file, or where else the values come from. */
  name: string;
  values: ValueMap;
  /** `parameters.json:7`, the place of one value. */
  place(parameter: string): string;
}

/** Reads `{"Parameters": {"ModelCount": 9, …}}`. @throws StackFault with the line. */
export function readParametersFile(file: string): ParameterSource {
  const info = statSync(file, { throwIfNoEntry: false });
  if (!info) throw new StackFault(`${file}: there is no such file. Copy parameters.example.json to it.`);
  if (!info.isFile()) throw new StackFault(`${file}: this is not a file. Name the file with the parameters.`);
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    const offset = Number(/position (\d+)/.exec(problem)?.[1] ?? text.length);
    const line = text.slice(0, offset).split('\n').length;
    // The engine's message may quote the file, and the file holds keys.
    throw new StackFault(`${file}:${line} is not JSON. Check quotes and commas there; JSON has no comments.`);
  }
  if (!isMap(content) || !isMap(content.Parameters)) {
    throw new StackFault(`${file}:1: write {"Parameters": {"ModelCount": 4, "Model1Name": "…", …}}.`);
  }
  const extra = Object.keys(content).filter((name) => name !== 'Parameters');
  if (extra.length > 0) {
    throw new StackFault(
      `${file}: unknown "${extra.join('", "')}" beside "Parameters"; move it into "Parameters".`,
    );
  }
  const place = (parameter: string) => {
    const offset = text.indexOf(JSON.stringify(parameter));
    return offset < 0 ? file : `${file}:${text.slice(0, offset).split('\n').length}`;
  };
  return { name: file, values: content.Parameters, place };
}

/** Values that are built in, such as the demonstration models; names the template lacks are left out. */
export function builtInParameters(template: Template, values: Readonly<ValueMap>): ParameterSource {
  const known = Object.entries(values).filter(([name]) => name in template.parameters);
  return {
    name: 'built-in parameters',
    values: Object.fromEntries(known),
    place: (name) => `built-in ${name}`,
  };
}

/**
 * The template's defaults with the source over them, checked as CloudFormation does.
 * @throws StackFault that lists every fault
 */
export function resolveParameters(template: Template, source: ParameterSource): ValueMap {
  const { values, faults } = checkParameters(template, source);
  if (faults.length > 0) throw new StackFault(faults);
  return values;
}

/** The same, for a caller that has more to check: the values that are sound, and every fault. */
export function checkParameters(
  template: Template,
  source: ParameterSource,
): { values: ValueMap; faults: string[] } {
  const faults: string[] = [];
  const resolved: ValueMap = {};
  for (const name of Object.keys(source.values)) {
    if (name in template.parameters) continue;
    faults.push(
      `${source.place(name)} ${name}: the template has no such parameter${didYouMean(name, Object.keys(template.parameters))}`,
    );
  }
  for (const [name, raw] of Object.entries(template.parameters)) {
    const declaration = mapOrEmpty(raw);
    const given = source.values[name];
    const place =
      given === undefined ? template.place(['Parameters', name]) : `${source.place(name)} ${name}`;
    const text = toText(
      given === undefined ? declaration.Default : given,
      given !== undefined && isSecret(declaration),
    );
    if (text === undefined) {
      faults.push(
        given === undefined
          ? `${source.name}: ${name} has no default and must be given.`
          : `${place}: write text, a number, true or false.`,
      );
      continue;
    }
    const problem = check(text, declaration);
    // Never the value itself: it may be a key.
    if (problem) faults.push(`${place}: ${problem}`);
    else resolved[name] = isList(declaration) ? splitList(text) : text;
  }
  return { values: resolved, faults };
}

const isSecret = (declaration: ValueMap) => declaration.NoEcho === true || declaration.NoEcho === 'true';
const isList = (declaration: ValueMap) =>
  declaration.Type === 'CommaDelimitedList' || declaration.Type === 'List<Number>';
const splitList = (text: string) => (text === '' ? [] : text.split(',').map((item) => item.trim()));

/**
 * CloudFormation knows only text. Keys are put into a JSON document by the template, so their raw form is
 * escaped here, as the deploy script does it.
 */
function toText(value: Value | undefined, secret: boolean): string | undefined {
  if (typeof value === 'string') return secret ? JSON.stringify(value).slice(1, -1) : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (secret) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(',');
  if (isMap(value)) return JSON.stringify(value);
  return undefined;
}

function check(text: string, declaration: ValueMap): string | undefined {
  const items = isList(declaration) ? splitList(text) : [text];
  if (declaration.Type === 'Number' || declaration.Type === 'List<Number>') {
    if (items.some((item) => item.trim() === '' || !Number.isFinite(Number(item))))
      return `must be a number.`;
    const low = declaration.MinValue;
    const high = declaration.MaxValue;
    if (low !== undefined && items.some((item) => Number(item) < Number(low)))
      return `must be ${low} or more.`;
    if (high !== undefined && items.some((item) => Number(item) > Number(high)))
      return `must be ${high} or less.`;
  }
  if (declaration.MinLength !== undefined && text.length < Number(declaration.MinLength)) {
    return `must have ${declaration.MinLength} characters or more.`;
  }
  if (declaration.MaxLength !== undefined && text.length > Number(declaration.MaxLength)) {
    return `must have ${declaration.MaxLength} characters or less.`;
  }
  if (Array.isArray(declaration.AllowedValues)) {
    const allowed = declaration.AllowedValues.map(String);
    if (items.some((item) => !allowed.includes(item))) return `must be one of ${allowed.join(', ')}.`;
  }
  if (typeof declaration.AllowedPattern === 'string') {
    const pattern = new RegExp(`^(?:${declaration.AllowedPattern})$`);
    if (items.some((item) => !pattern.test(item))) {
      const { ConstraintDescription: form } = declaration;
      return typeof form === 'string'
        ? `is not allowed. ${form}`
        : `must match ${declaration.AllowedPattern}.`;
    }
  }
  return undefined;
}
