import { dirname, resolve as resolvePath } from 'node:path';
import { StackFault } from '../fault.ts';
import type { Resolver } from './intrinsics.ts';
import type { Resource, Template } from './load.ts';
import { isMap, listOf, mapOrEmpty, type Path, type Value, type ValueMap } from './value.ts';

export interface FunctionSpec {
  logicalId: string;
  name: string;
  arn: string;
  /** `handlers/generate.handler` */
  handler: string;
  /** Absolute path of the source folder. */
  codeFolder: string;
  /** Absolute path of the file that esbuild starts from. */
  entryPoint: string;
  /** esbuild's options as the template writes them: `{External: ['sharp'], …}`. */
  buildProperties: ValueMap;
  timeoutSeconds: number;
  memoryMb: number;
  events: EventSettings;
  logGroup: string;
  /** Whether the template writes the role itself, so that even writing logs must be allowed there. */
  ownRole: boolean;
  /** The most instances at a time, where the template reserves concurrency. */
  reservedConcurrency: number | undefined;
}

export interface EventSettings {
  maximumRetryAttempts: number;
  maximumEventAgeSeconds: number;
  /** ARN of the queue for events that were given up. */
  onFailure: string | undefined;
}

const TYPES = ['AWS::Serverless::Function'];

export const isFunction = (resource: Resource) => TYPES.includes(resource.Type);

/** Every function of the template with `Globals` merged in. @throws StackFault with all faults */
export function readFunctions(template: Template, resolver: Resolver): FunctionSpec[] {
  const faults: string[] = [];
  const functions: FunctionSpec[] = [];
  for (const [logicalId, resource] of Object.entries(template.resources)) {
    if (!isFunction(resource) || !isPresent(resource, resolver, logicalId)) continue;
    try {
      functions.push(readFunction(template, resolver, logicalId, resource));
    } catch (error) {
      if (!(error instanceof StackFault)) throw error;
      faults.push(...error.faults);
    }
  }
  if (faults.length > 0) throw new StackFault(faults);
  return functions;
}

/** Whether the resource's condition, if it has one, holds. */
export const isPresent = (resource: Resource, resolver: Resolver, logicalId: string) =>
  resource.Condition === undefined ||
  resolver.condition(resource.Condition, ['Resources', logicalId, 'Condition']);

/** Properties of a function with the template's `Globals` beneath: maps merge, lists join, the rest is replaced. */
export function mergedProperties(template: Template, resource: Resource): ValueMap {
  return merge(mapOrEmpty(template.globals.Function), resource.Properties);
}

function readFunction(
  template: Template,
  resolver: Resolver,
  logicalId: string,
  resource: Resource,
): FunctionSpec {
  const properties = mergedProperties(template, resource);
  const path = (...names: (string | number)[]): Path => ['Resources', logicalId, ...names];
  const fail = (at: Path, text: string): never => {
    throw new StackFault(`${template.place(at)}: ${text}`);
  };
  const number = (name: string, fallback: number, low: number, high: number) => {
    const value = resolver.resolve(properties[name], path('Properties', name));
    if (value === undefined) return fallback;
    const parsed = Number(value);
    if (!Number.isInteger(parsed) || parsed < low || parsed > high) {
      return fail(path('Properties', name), `write a whole number from ${low} to ${high}.`);
    }
    return parsed;
  };

  const handler = resolver.resolve(properties.Handler, path('Properties', 'Handler'));
  if (typeof handler !== 'string' || !/^[^.]+\.[A-Za-z_$][\w$]*$/.test(handler)) {
    return fail(path('Properties', 'Handler'), 'write "Handler: handlers/name.handler".');
  }
  const runtime = resolver.resolve(properties.Runtime, path('Properties', 'Runtime'));
  if (typeof runtime !== 'string' || !runtime.startsWith('nodejs')) {
    return fail(
      path('Properties', 'Runtime'),
      'the local stack runs Node only; write "Runtime: nodejs24.x".',
    );
  }
  if (resource.Metadata.BuildMethod !== 'esbuild') {
    return fail(path('Metadata'), 'write "Metadata: {BuildMethod: esbuild, BuildProperties: {…}}".');
  }
  const buildProperties = mapOrEmpty(resource.Metadata.BuildProperties);
  const codeUri = resolver.resolve(properties.CodeUri, path('Properties', 'CodeUri'));
  if (typeof codeUri !== 'string') return fail(path('Properties', 'CodeUri'), 'write "CodeUri: src/".');
  const codeFolder = resolvePath(dirname(template.file), codeUri);
  const entries = listOf(buildProperties.EntryPoints);
  if (entries.length > 1) {
    return fail(path('Metadata', 'BuildProperties', 'EntryPoints'), 'write one entry point per function.');
  }
  const entry = typeof entries[0] === 'string' ? entries[0] : `${handler.slice(0, handler.indexOf('.'))}.ts`;
  const invoke = mapOrEmpty(
    resolver.resolve(properties.EventInvokeConfig, path('Properties', 'EventInvokeConfig')),
  );
  const onFailure = mapOrEmpty(mapOrEmpty(invoke.DestinationConfig).OnFailure);
  const logging = mapOrEmpty(resolver.resolve(properties.LoggingConfig, path('Properties', 'LoggingConfig')));
  const reserved = resolver.resolve(
    properties.ReservedConcurrentExecutions,
    path('Properties', 'ReservedConcurrentExecutions'),
  );
  const name = resolver.text({ Ref: logicalId }, path());
  return {
    logicalId,
    name,
    arn: resolver.text({ 'Fn::GetAtt': [logicalId, 'Arn'] }, path()),
    handler,
    codeFolder,
    entryPoint: resolvePath(codeFolder, entry),
    buildProperties,
    timeoutSeconds: number('Timeout', 3, 1, 900),
    memoryMb: number('MemorySize', 128, 128, 10_240),
    events: {
      maximumRetryAttempts: Number(invoke.MaximumRetryAttempts ?? 2),
      maximumEventAgeSeconds: Number(invoke.MaximumEventAgeInSeconds ?? 21_600),
      onFailure: typeof onFailure.Destination === 'string' ? onFailure.Destination : undefined,
    },
    logGroup: typeof logging.LogGroup === 'string' ? logging.LogGroup : `/aws/lambda/${name}`,
    ownRole: properties.Role !== undefined,
    reservedConcurrency: reserved === undefined ? undefined : Number(reserved),
  };
}

/** The function's own variables, resolved; all text, as Lambda has them. */
export function readEnvironment(
  template: Template,
  resolver: Resolver,
  logicalId: string,
): Record<string, string> {
  const resource = template.resources[logicalId];
  if (!resource) return {};
  const variables = mapOrEmpty(mapOrEmpty(mergedProperties(template, resource).Environment).Variables);
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(variables)) {
    const path = ['Resources', logicalId, 'Properties', 'Environment', 'Variables', name];
    if (resolver.resolve(value, path) !== undefined) environment[name] = resolver.text(value, path);
  }
  return environment;
}

function merge(below: ValueMap, above: ValueMap): ValueMap {
  const merged: ValueMap = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const other: Value | undefined = merged[name];
    if (isMap(other) && isMap(value)) merged[name] = merge(other, value);
    else if (Array.isArray(other) && Array.isArray(value)) merged[name] = [...other, ...value];
    else merged[name] = value;
  }
  return merged;
}
