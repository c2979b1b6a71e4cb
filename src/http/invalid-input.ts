import { MOMENT_PATTERN } from '../contract/constants.ts';
import type { Fault } from '../contract/generated/validators.js';
import { enumerate } from '../lib/text.ts';

export interface Detail {
  field: string;
  message: string;
}

/** One violation of a schema, as a person reads it. */
export function detailOf(fault: Fault): Detail {
  const field = fieldOf(fault);
  return { field, message: `${field} ${wordsFor(fault)}` };
}

/** `models/0` becomes `models[0]`; a violation by the whole body is `body`. */
export function fieldOf(fault: Fault): string {
  const path = fault.instancePath
    .split('/')
    .filter((part) => part !== '')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const named = namedField(fault);
  if (named !== undefined) path.push(named);
  return path.length === 0
    ? 'body'
    : path
        .map((part, at) => (at > 0 && /^\d+$/.test(part) ? `[${part}]` : (at > 0 ? '.' : '') + part))
        .join('');
}

function namedField({ keyword, params }: Fault): string | undefined {
  // The one `not` of the contract.
  if (keyword === 'not') return 'index';
  const name = keyword === 'required' ? params.missingProperty : params.additionalProperty;
  return typeof name === 'string' ? name.slice(0, 60) : undefined;
}

function wordsFor({ keyword, params }: Fault): string {
  switch (keyword) {
    case 'required':
      return 'is missing.';
    case 'not':
      return 'is for retries: name the run in retryOf.';
    case 'additionalProperties':
      return 'is not a known field.';
    case 'type':
      return `must be ${TYPES[String(params.type)] ?? params.type}.`;
    case 'enum':
      return `must be ${enumerate(Array.isArray(params.allowedValues) ? params.allowedValues.map(String) : [], 'or')}.`;
    case 'minimum':
      return `must be at least ${params.limit}.`;
    case 'maximum':
      return `must be at most ${params.limit}.`;
    case 'minLength':
      return Number(params.limit) === 1
        ? 'must not be empty.'
        : `must have at least ${params.limit} characters.`;
    case 'maxLength':
      return `must have at most ${params.limit} characters.`;
    case 'minItems':
      return 'must not be empty.';
    case 'maxItems':
      return `must have at most ${params.limit} items.`;
    case 'minProperties':
      return 'must have at least one field.';
    case 'uniqueItems':
      return 'must not contain duplicates.';
    default:
      return params.pattern === MOMENT_PATTERN
        ? 'must be a day such as 2026-11-20 or a time such as 2026-11-20T09:30:00.000Z.'
        : 'contains characters that are not allowed: control characters or invisible direction marks.';
  }
}

const TYPES: Record<string, string> = {
  object: 'a JSON object',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
};
