import type { TSchema } from 'typebox';
import type { Operation } from '../../src/contract/operation.ts';
import type { Contract } from './exports.ts';
import { errorResponses, json, successResponse } from './responses.ts';

const CORRELATION_ID = {
  name: 'X-Correlation-ID',
  in: 'header',
  description:
    'Ties the log lines of one action together. Used if it has 1 to 128 of `A-Za-z0-9._-`, otherwise replaced; echoed.',
  schema: { type: 'string' },
};

const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header',
  description: 'The `ETag` of the response at hand.',
  schema: { type: 'string' },
};

/** The `paths` of the document: one entry for each operation in src/contract. */
export function pathsOf({ operations }: Contract): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const [method = '', path = ''] = operation.route.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: documented(operation) };
  }
  return paths;
}

function documented(operation: Operation): Record<string, unknown> {
  const { operationId, tag, summary, request, response, public: isPublic } = operation;
  return {
    operationId,
    tags: [tag],
    summary,
    ...(isPublic && { security: [] }),
    parameters: parametersOf(operation),
    ...(request && {
      requestBody: { required: !request.optional, content: json(request.schema, request.examples) },
    }),
    responses: {
      [response.status ?? 200]: successResponse(response),
      ...(response.notModified && { 304: { description: response.notModified } }),
      ...errorResponses(operation),
    },
  };
}

function parametersOf({ path = {}, query, headers = {}, response }: Operation): unknown[] {
  return [
    ...Object.entries(path).map(([name, { description }]) => ({
      name,
      in: 'path',
      required: true,
      description,
      schema: { type: 'string', minLength: 1 },
    })),
    ...Object.entries(query?.properties ?? {}).map(([name, schema]) => queryParameter(name, schema)),
    CORRELATION_ID,
    ...Object.entries(headers).map(([name, parameter]) => ({ name, in: 'header', ...parameter })),
    ...(response.notModified ? [IF_NONE_MATCH] : []),
  ];
}

function queryParameter(name: string, schema: TSchema): unknown {
  const { description, ...rest } = schema as TSchema & { description?: string };
  return { name, in: 'query', description, schema: rest };
}
