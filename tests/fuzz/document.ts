import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface WithParameters {
  parameters: { name: string; required?: boolean }[];
}

/**
 * openapi.yaml for one running stack: with the models that it has, and with patterns that schemathesis, which lists every
 * character of a class, can draw from in milliseconds instead of half a minute. They mean the same.
 */
export function documentFor(modelIds: readonly string[]): unknown {
  const document = parse(readFileSync('openapi.yaml', 'utf8'));
  const { GenerateRequest, Visibility } = document.components.schemas;
  const { properties } = GenerateRequest;
  properties.models.items = { ...properties.models.items, enum: modelIds };
  // A private run needs a header, which the schema of a body cannot say; blind runs are private.
  delete properties.blind;
  properties.visibility = {
    ...Visibility,
    enum: Visibility.enum.filter((value: string) => value !== 'private'),
  };
  // What is worked on has to be handed in before, and nobody hands it in here: made-up ids are refused, as they should be.
  for (const name of ['operation', 'references', 'mask', 'expand', 'cell']) delete properties[name];
  GenerateRequest.anyOf = waysWith(properties, GenerateRequest.anyOf);
  delete document.paths['/references/{uploadId}'];
  delete document.paths['/references'].post.responses['200'].links;
  // The stack keeps what is drawn for 30 days, and nobody signs in: runs are listed, exported and deleted by their key.
  properties.expiresInDays = { ...properties.expiresInDays, maximum: 30 };
  const { '/runs': runs, '/me': me, '/me/export': exported, '/lists': lists } = document.paths;
  // Nor does anybody vote but by the run's key, which another header can stand in for; and what is judged here is a run, not a list.
  const { '/votes': votes, '/votes/next': next, '/votes/{voteId}': vote } = document.paths;
  for (const voting of [votes.post, next.get, vote.delete])
    voting.parameters = voting.parameters.filter(({ name }: { name: string }) => name !== 'X-Voter');
  next.get.parameters = next.get.parameters
    .filter(({ name }: { name: string }) => name !== 'list')
    .map((parameter: { name: string }) => ({
      ...parameter,
      ...(parameter.name === 'jobId' && { required: true }),
    }));
  const ofSomebody: WithParameters[] = [
    ...[runs.get, me.delete, exported.get, lists.get, lists.post],
    ...[votes.post, next.get, vote.delete],
  ];
  for (const { parameters } of ofSomebody)
    for (const parameter of parameters)
      if (/^X-Run-Key(-Hash)?$/.test(parameter.name)) parameter.required = true;
  document.components.schemas.CreateListRequest.properties.models.items.enum = modelIds;
  return withQuickPatterns(document);
}

interface Way {
  required?: string[];
  anyOf?: Way[];
}

/** Ways to ask that need no other properties than these. */
function waysWith(properties: object, ways: readonly Way[]): Way[] {
  const possible = ways.filter(({ required = [] }) => required.every((name) => name in properties));
  return possible.map((way) => ({ ...way, ...(way.anyOf && { anyOf: waysWith(properties, way.anyOf) }) }));
}

function withQuickPatterns(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withQuickPatterns);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name === 'pattern' && typeof item === 'string' ? quickPattern(item) : withQuickPatterns(item),
    ]),
  );
}

const CLASS = /\[(?!\^)(?:\\.|[^\]\\])+\]/g;
/** A class with more code points than this is written as what it leaves out. */
const LARGE = 10_000;

const quickPattern = (pattern: string) =>
  pattern.replace(CLASS, (positive) => {
    const outside = rangesOutside(new RegExp(`^${positive}$`, 'u'));
    const left = outside.reduce((sum, [first, last]) => sum + last - first + 1, 0);
    return 0x110000 - left < LARGE ? positive : `[^${outside.map(written).join('')}]`;
  });

/** Code points that a class leaves out, except surrogates, which JSON in UTF-8 cannot hold. */
function rangesOutside(positive: RegExp): [number, number][] {
  const ranges: [number, number][] = [];
  for (let point = 0; point <= 0x10ffff; point += 1) {
    if ((point >= 0xd800 && point <= 0xdfff) || positive.test(String.fromCodePoint(point))) continue;
    const range = ranges.at(-1);
    if (range?.[1] === point - 1) range[1] = point;
    else ranges.push([point, point]);
  }
  return ranges;
}

const written = ([first, last]: [number, number]) =>
  first === last ? escaped(first) : `${escaped(first)}-${escaped(last)}`;

/** @throws for more than four hexadecimal digits: no class leaves such a character out. */
function escaped(point: number): string {
  if (point > 0xffff) throw new RangeError(`U+${point.toString(16)} would have to be written otherwise.`);
  return `\\u${point.toString(16).padStart(4, '0')}`;
}
