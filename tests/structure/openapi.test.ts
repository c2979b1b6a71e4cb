import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { ERROR_STATUS } from '../../src/contract/index.ts';
import { root } from '../helpers/source-tree.ts';

interface Media {
  schema: { $ref: string };
  examples: Record<string, { value: { code?: string } }>;
}
interface Part {
  headers?: Record<string, unknown>;
  content?: Record<string, Media>;
}
interface Operation {
  operationId: string;
  parameters: { name: string; in: string; schema: { pattern?: string } }[];
  requestBody?: Part;
  responses: Record<string, Part & { links?: Record<string, { operationId: string }> }>;
}

const document = parse(readFileSync(join(root, 'openapi.yaml'), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const responses = operations.flatMap(({ operation }) =>
  Object.entries(operation.responses).map(([status, response]) => ({ status, response, operation })),
);

describe('openapi.yaml', () => {
  it('has an example of each body that its schema accepts', () => {
    const ajv = new Ajv2020({ strict: false });
    ajv.addSchema(document, 'document');
    const parts = operations.flatMap(({ operation }) => [
      operation.requestBody,
      ...Object.values(operation.responses),
    ]);
    const media = parts.flatMap((part) => Object.values(part?.content ?? {}));
    expect(media.length).toBeGreaterThan(20);
    for (const { schema, examples } of media) {
      const validate = ajv.compile({ $ref: `document${schema.$ref}` });
      for (const { value } of Object.values(examples)) {
        expect([value, validate(value), validate.errors]).toEqual([value, true, null]);
      }
    }
  });

  it('documents every error in the one shape, under the status of its code', () => {
    const errors = responses.filter(({ status }) => Number(status) >= 400);
    const codes = errors.flatMap(({ status, response }) => {
      const media = response.content?.['application/json'];
      expect(media?.schema.$ref).toBe('#/components/schemas/ErrorResponse');
      return Object.values(media?.examples ?? {}).map(({ value }) => [value.code, Number(status)]);
    });
    const known: Record<string, number> = ERROR_STATUS;
    for (const [code, status] of codes) expect([code, known[String(code)]]).toEqual([code, status]);
    expect(new Set(codes.map(([code]) => code))).toEqual(new Set(Object.keys(ERROR_STATUS)));
  });

  it('documents X-Correlation-ID on every response with a body, and Retry-After with 429', () => {
    for (const { status, response } of responses.filter(({ response }) => response.content !== undefined)) {
      expect(Object.keys(response.headers ?? {})).toContain('X-Correlation-ID');
      if (status === '429') expect(Object.keys(response.headers ?? {})).toContain('Retry-After');
    }
  });

  it('gives ids in paths no pattern, because a malformed one is not found rather than invalid', () => {
    const inPath = operations
      .flatMap(({ operation }) => operation.parameters)
      .filter((one) => one.in === 'path');
    expect(inPath.length).toBeGreaterThan(0);
    expect(inPath.filter(({ schema }) => schema.pattern !== undefined)).toEqual([]);
  });

  it('links only to operations that exist', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    const links = responses.flatMap(({ response }) => Object.values(response.links ?? {}));
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter(({ operationId }) => !ids.includes(operationId))).toEqual([]);
  });
});
