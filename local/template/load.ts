import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import { nearestName, StackFault } from '../fault.ts';
import { isMap as isValueMap, mapOrEmpty, type Path, type Value, type ValueMap } from './value.ts';

export interface Resource {
  Type: string;
  Properties: ValueMap;
  Metadata: ValueMap;
  Condition: string | undefined;
}

export interface Template {
  file: string;
  globals: ValueMap;
  parameters: ValueMap;
  mappings: ValueMap;
  conditions: ValueMap;
  resources: Readonly<Record<string, Resource>>;
  /** `template.yaml:12 Resources.X.Properties`, for messages. */
  place(path: Path): string;
}

const SHORT_TAGS = new Map(
  'And Base64 Cidr Equals FindInMap GetAtt GetAZs If ImportValue Join Not Or Select Split Sub Transform ToJsonString Length'
    .split(' ')
    .map((name): [string, string] => [`!${name}`, `Fn::${name}`])
    .concat([
      ['!Ref', 'Ref'],
      ['!Condition', 'Condition'],
    ]),
);

const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Transform',
  'Description',
  'Metadata',
  'Globals',
  'Parameters',
  'Rules',
  'Mappings',
  'Conditions',
  'Resources',
  'Outputs',
];

/** Reads a SAM template. @throws StackFault with every fault, its line and what to write instead. */
export function loadTemplate(file: string): Template {
  const name = basename(file);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StackFault(`${file}: cannot be read. Start in the folder that holds template.yaml.`, { cause });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const at = (offset: number) => `${name}:${lines.linePos(offset).line}`;
  const faults = document.errors.map(
    (error) => `${at(error.pos[0])} is not YAML: ${error.message}. Check the indentation and quotes there.`,
  );
  if (faults.length > 0) throw new StackFault(faults);

  const root = toValue(document.contents, sourcesOf(document), (node, text) =>
    faults.push(`${at(node.range?.[0] ?? 0)} ${text}`),
  );
  if (faults.length > 0) throw new StackFault(faults);
  if (!isValueMap(root)) throw new StackFault(`${name}:1 is not a template: it holds no "Resources:".`);

  const place = (path: Path) => `${at(offsetOf(document, path))} ${path.join('.')}`;
  for (const section of Object.keys(root)) {
    if (SECTIONS.includes(section)) continue;
    const meant = nearestName(section, SECTIONS);
    faults.push(`${place([section])}: unknown section${meant ? `; write "${meant}:"` : ''}.`);
  }
  const resources = readResources(root.Resources, place, faults);
  if (faults.length > 0) throw new StackFault(faults);
  return {
    file,
    globals: mapOrEmpty(root.Globals),
    parameters: mapOrEmpty(root.Parameters),
    mappings: mapOrEmpty(root.Mappings),
    conditions: mapOrEmpty(root.Conditions),
    resources,
    place,
  };
}

function readResources(value: Value | undefined, place: Template['place'], faults: string[]) {
  const resources: Record<string, Resource> = {};
  if (!isValueMap(value)) {
    faults.push(`${place(['Resources'])}: the template needs "Resources:" with at least one resource.`);
    return resources;
  }
  for (const [id, resource] of Object.entries(value)) {
    if (!isValueMap(resource) || typeof resource.Type !== 'string') {
      faults.push(
        `${place(['Resources', id])}: write "Type:", for example "Type: AWS::Serverless::Function".`,
      );
      continue;
    }
    resources[id] = {
      Type: resource.Type,
      Properties: mapOrEmpty(resource.Properties),
      Metadata: mapOrEmpty(resource.Metadata),
      Condition: typeof resource.Condition === 'string' ? resource.Condition : undefined,
    };
  }
  return resources;
}

type Report = (node: Node, text: string) => void;

type Sources = ReadonlyMap<Alias, Node>;

/** What each alias stands for: the last anchor of its name before it. An alias by itself would search the whole document. */
function sourcesOf(document: Document): Sources {
  const anchors = new Map<string, Node>();
  const sources = new Map<Alias, Node>();
  visit(document, {
    Alias(_key, alias) {
      const source = anchors.get(alias.source);
      if (source !== undefined) sources.set(alias, source);
    },
    Value(_key, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return sources;
}

function toValue(node: unknown, sources: Sources, report: Report): Value {
  if (!isNode(node)) return null;
  if (isAlias(node)) return toValue(sources.get(node), sources, report);
  const value = plainValue(node, sources, report);
  const tag = node.tag;
  if (!tag?.startsWith('!') || tag.startsWith('!!')) return value;
  const long = SHORT_TAGS.get(tag);
  if (!long) {
    const meant = nearestName(tag, SHORT_TAGS.keys());
    report(node, `unknown tag ${tag}${meant ? `; write ${meant}` : ''}.`);
    return null;
  }
  if (long === 'Fn::GetAtt' && typeof value === 'string') {
    const dot = value.indexOf('.');
    return { [long]: [value.slice(0, dot), value.slice(dot + 1)] };
  }
  return { [long]: value };
}

function plainValue(node: Node, sources: Sources, report: Report): Value {
  if (isSeq(node)) return node.items.map((item) => toValue(item, sources, report));
  if (isMap(node)) {
    const map: ValueMap = {};
    for (const { key, value } of node.items) {
      const name = String(isScalar(key) ? key.value : key);
      if (name !== '<<') map[name] = toValue(value, sources, report);
      else Object.assign(map, toValue(value, sources, report), { ...map });
    }
    return map;
  }
  if (!isScalar(node)) return null;
  const { value } = node;
  // A date such as 2012-10-17 stays text, as CloudFormation reads it.
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** The offset of the deepest node of the path that exists. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === last);
      if (pair && isNode(pair.key)) return pair.key.range?.[0] ?? 0;
    }
    if (isSeq(parent) && typeof last === 'number') {
      const item = parent.items[last];
      if (isNode(item)) return item.range?.[0] ?? 0;
    }
  }
  return 0;
}
