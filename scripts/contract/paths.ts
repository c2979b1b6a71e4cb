import { GalleryListQuery, IdempotencyKey } from '../../src/contract/index.ts';
import * as examples from './examples.ts';
import { errors, json, ok } from './responses.ts';

const correlationId = {
  name: 'X-Correlation-ID',
  in: 'header',
  description:
    'Ties the log lines of one action together. Used when it has 1 to 128 of `A-Za-z0-9._-`, otherwise replaced; echoed.',
  schema: { type: 'string' },
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'The same key and body from the same address within a day give the same job; another body is refused with 409.',
  schema: IdempotencyKey,
};

const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header',
  description: 'The `ETag` of the answer at hand.',
  schema: { type: 'string' },
};

/** Without a pattern: a malformed id is simply not found. */
const idInPath = (name: string, description: string) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string', minLength: 1 },
});

/** Every route; what each part means stands in the schemas. */
export const paths = {
  '/generate': {
    post: {
      operationId: 'generate',
      tags: ['runs'],
      summary: 'Start a run: every chosen model draws the prompt.',
      parameters: [correlationId, idempotencyKey],
      requestBody: {
        required: true,
        content: json(
          'GenerateRequest',
          Object.fromEntries(
            Object.entries(examples.generateRequests).map(([name, value]) => [name, { value }]),
          ),
        ),
      },
      responses: {
        200: {
          ...ok('The run has begun.', 'GenerateResponse', examples.generateResponse),
          links: {
            status: { operationId: 'getStatus', parameters: { jobId: '$response.body#/jobId' } },
            gallery: { operationId: 'getGallery', parameters: { galleryId: '$response.body#/jobId' } },
          },
        },
        ...errors(400, 405, 409, 413, 415, 429, 500, 503),
      },
    },
  },
  '/status/{jobId}': {
    get: {
      operationId: 'getStatus',
      tags: ['runs'],
      summary: 'How far each model is, with the addresses of the pictures so far.',
      parameters: [idInPath('jobId', 'From the answer of `POST /generate`.'), correlationId, ifNoneMatch],
      responses: {
        200: ok('The run as it stands.', 'StatusResponse', examples.statusResponse, { etag: true }),
        304: { description: 'Nothing changed; only for runs that ended.' },
        ...errors('JOB_NOT_FOUND', 405, 500),
      },
    },
  },
  '/enhance': {
    post: {
      operationId: 'enhance',
      tags: ['runs'],
      summary: 'Rewrite a prompt so that image models make more of it.',
      parameters: [correlationId],
      requestBody: {
        required: true,
        content: json('EnhanceRequest', { simple: { value: { prompt: 'a red fox in snow' } } }),
      },
      responses: {
        200: ok('The rewritten prompt.', 'EnhanceResponse', examples.enhanceResponse),
        ...errors(400, 405, 413, 415, 429, 500, 502, 503),
      },
    },
  },
  '/gallery/list': {
    get: {
      operationId: 'listGalleries',
      tags: ['gallery'],
      summary: 'Runs with at least one picture, newest first.',
      parameters: [
        {
          name: 'limit',
          in: 'query',
          description: 'Runs per page.',
          schema: GalleryListQuery.properties.limit,
        },
        {
          name: 'cursor',
          in: 'query',
          description: 'The `nextCursor` of the page before.',
          schema: GalleryListQuery.properties.cursor,
        },
        correlationId,
        ifNoneMatch,
      ],
      responses: {
        200: {
          ...ok('One page.', 'GalleryListResponse', examples.galleryListResponse, { etag: true }),
          links: {
            next: { operationId: 'listGalleries', parameters: { cursor: '$response.body#/nextCursor' } },
          },
        },
        304: { description: 'Nothing changed.' },
        ...errors('query', 405, 500),
      },
    },
  },
  '/gallery/{galleryId}': {
    get: {
      operationId: 'getGallery',
      tags: ['gallery'],
      summary: 'The pictures of one run.',
      parameters: [idInPath('galleryId', 'The job id of the run.'), correlationId, ifNoneMatch],
      responses: {
        200: ok('The run and its pictures.', 'GalleryResponse', examples.galleryResponse, { etag: true }),
        304: { description: 'Nothing changed.' },
        ...errors('GALLERY_NOT_FOUND', 405, 500),
      },
    },
  },
  '/models': {
    get: {
      operationId: 'listModels',
      tags: ['models'],
      summary: 'The configured models, the limits, and who rewrites prompts.',
      parameters: [correlationId],
      responses: {
        200: ok('What can be asked.', 'ModelsResponse', examples.modelsResponse),
        ...errors(405, 500, 503),
      },
    },
  },
};
