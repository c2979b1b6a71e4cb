import { type Static, Type } from 'typebox';
import { AspectRatio, DateTime, JobId, ModelNames, Parameters, RunKey, Title } from './common.ts';
import { ASPECT_RATIOS, MOMENT_PATTERN, TEXT_PATTERN } from './constants.ts';
import { COMPLETED_EXAMPLE, EXAMPLE_MODELS, EXAMPLE_RUN } from './examples.ts';
import { operation } from './operation.ts';
import { CompletedResult } from './result.ts';

/** Where a page ended: 24 bytes in base64url; `src/store/object-keys.ts` makes and reads it. */
export const GalleryCursor = Type.String({
  pattern: '^[A-Za-z0-9_-]{32}$',
  description: 'Where a page ended; pass it as `cursor` to get the next one.',
});

export const GalleryListQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100, default: 24, description: 'Runs per page.' }),
    ),
    cursor: Type.Optional(GalleryCursor),
    q: Type.Optional(
      Type.String({
        maxLength: 200,
        pattern: TEXT_PATTERN,
        description:
          'Only runs whose prompt or title contains this, whatever the case and the accents. A request looks at no more than 500 runs: follow `nextCursor` until it is null.',
      }),
    ),
    model: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'Only runs of this model: its id or its name.',
      }),
    ),
    aspectRatio: Type.Optional(
      Type.Enum([...ASPECT_RATIOS], {
        description: 'Only runs of this shape; `1:1` is that of runs without one.',
      }),
    ),
    from: Type.Optional(
      Type.String({
        pattern: MOMENT_PATTERN,
        description: 'Only runs made on this day (UTC) or later, or at this time or later.',
      }),
    ),
    to: Type.Optional(
      Type.String({
        pattern: MOMENT_PATTERN,
        description: 'Only runs made on this day (UTC) or before, or at this time or before.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type GalleryListQuery = Static<typeof GalleryListQuery>;

export const GalleryEntry = Type.Object(
  {
    id: JobId,
    timestamp: DateTime,
    prompt: Type.String(),
    preview: Type.String({ description: 'Address of a small picture of the run.' }),
    previews: Type.Array(Type.String(), {
      maxItems: 4,
      description: 'Addresses of up to four small pictures, in slot order.',
    }),
    imageCount: Type.Integer({ minimum: 1, description: 'Pictures known when the page was read.' }),
    totalModels: Type.Integer({ minimum: 1 }),
    totalPictures: Type.Integer({ minimum: 1, description: 'Pictures that were asked for.' }),
    models: Type.Optional(ModelNames),
    aspectRatio: Type.Optional(AspectRatio),
    title: Type.Optional(Title),
  },
  { additionalProperties: false },
);
export type GalleryEntry = Static<typeof GalleryEntry>;

export const GalleryListResponse = Type.Object(
  {
    galleries: Type.Array(GalleryEntry, { description: 'Newest first.' }),
    total: Type.Integer({ minimum: 0, description: 'How many this page holds.' }),
    nextCursor: Type.Union([GalleryCursor, Type.Null()], {
      description: 'Null once all runs have been looked at.',
    }),
    searchedBackTo: Type.Union([DateTime, Type.Null()], {
      description:
        'When the oldest run was made that this request has looked at, whether it is listed or not; null if it looked at none.',
    }),
  },
  { additionalProperties: false },
);
export type GalleryListResponse = Static<typeof GalleryListResponse>;

const GalleryImage = Type.Object(
  {
    ...CompletedResult.properties,
    url: Type.String({ description: 'The same as `imageUrl`, for older clients.' }),
  },
  { additionalProperties: false },
);

export const GalleryResponse = Type.Object(
  {
    galleryId: JobId,
    prompt: Type.String(),
    parameters: Parameters,
    createdAt: DateTime,
    images: Type.Array(GalleryImage),
    total: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);
export type GalleryResponse = Static<typeof GalleryResponse>;

export const listGalleries = operation({
  operationId: 'listGalleries',
  route: 'GET /gallery/list',
  tag: 'gallery',
  summary: 'Runs with at least one picture, newest first.',
  query: GalleryListQuery,
  response: {
    description: 'One page.',
    schema: GalleryListResponse,
    example: {
      galleries: [
        {
          id: EXAMPLE_RUN.jobId,
          timestamp: EXAMPLE_RUN.createdAt,
          prompt: EXAMPLE_RUN.prompt,
          preview: COMPLETED_EXAMPLE.thumbnailUrl,
          previews: [COMPLETED_EXAMPLE.thumbnailUrl],
          imageCount: 1,
          totalModels: 2,
          totalPictures: 2,
          models: EXAMPLE_MODELS,
          aspectRatio: '16:9',
        },
      ],
      total: 1,
      nextCursor: null,
      searchedBackTo: EXAMPLE_RUN.createdAt,
    },
    notModified: 'Nothing changed.',
    links: { next: { operationId: 'listGalleries', parameters: { cursor: '$response.body#/nextCursor' } } },
  },
  errors: ['INVALID_CURSOR'],
});

export const getGallery = operation({
  operationId: 'getGallery',
  route: 'GET /gallery/{galleryId}',
  tag: 'gallery',
  summary: 'The pictures of one run.',
  path: { galleryId: { schema: JobId, description: 'The job id of the run.' } },
  headers: { 'X-Run-Key': { schema: RunKey, description: 'The key of the run, for a private one.' } },
  response: {
    description: 'The run and its pictures.',
    schema: GalleryResponse,
    example: {
      galleryId: EXAMPLE_RUN.jobId,
      prompt: EXAMPLE_RUN.prompt,
      parameters: EXAMPLE_RUN.parameters,
      createdAt: EXAMPLE_RUN.createdAt,
      images: [{ ...COMPLETED_EXAMPLE, url: COMPLETED_EXAMPLE.imageUrl }],
      total: 1,
    },
    notModified: 'Nothing changed.',
  },
  errors: ['GALLERY_NOT_FOUND', 'RUN_DELETED', 'RUN_EXPIRED'],
});
