import { existsSync, readFileSync } from 'node:fs';
import { it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** The vendors' own OpenAPI documents, if available, are beside the repository and never in it. */
const SPECS = new URL('../../../shared/specs/', import.meta.url);

/**
 * A test against the vendor's own document; skipped, and named so, where the documents are not at hand.
 * `validate` gives the faults of a body as sentences.
 */
export function itAgainstSpec(
  vendor: string,
  pointer: readonly string[],
  name: string,
  run: (validate: (body: unknown) => string[]) => void | Promise<void>,
): void {
  const file = new URL(`${vendor}.openapi.json`, SPECS);
  if (!existsSync(file)) {
    // biome would have us run it, but there is nothing to run it against.
    const skipped = it.skip;
    skipped(`${name} (skipped: ../shared/specs/${vendor}.openapi.json is not there)`, () => undefined);
    return;
  }
  it(`${name}, by ${vendor}.openapi.json`, () =>
    run(validator(JSON.parse(readFileSync(file, 'utf8'), asJsonSchema), pointer)));
}

/** OpenAPI 3.0 leaves marks that JSON Schema does not know: `nullable` without a type, bounds as booleans. */
function asJsonSchema(name: string, value: unknown): unknown {
  if (name === 'exclusiveMinimum' || name === 'exclusiveMaximum')
    return typeof value === 'boolean' ? undefined : value;
  if (typeof value !== 'object' || value === null || !('nullable' in value) || 'type' in value) return value;
  return { ...value, nullable: undefined };
}

/** The path of `pointer` inside the document, for example `['paths', '/images/generations', 'post', …]`. */
function validator(document: object, pointer: readonly string[]): (body: unknown) => string[] {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(document, 'document');
  const path = pointer
    .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
    .map(encodeURIComponent);
  const validate = ajv.compile({
    allOf: [{ $ref: `document#/${path.join('/')}` }],
    // Vendors refuse fields that they do not know.
    unevaluatedProperties: false,
  });
  return (body) =>
    validate(body) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

export function requestSchema(path: string, contentType = 'application/json'): string[] {
  return ['paths', path, 'post', 'requestBody', 'content', contentType, 'schema'];
}
