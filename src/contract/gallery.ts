import { type Static, Type } from 'typebox';
import { DateTime, Parameters } from './common.ts';
import { CompletedResult } from './result.ts';

export const GalleryId = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
  description: 'The job id of the run.',
});

/** Where a page ended: 24 bytes in base64url, see `usecases/gallery-cursor.ts`. */
export const GalleryCursor = Type.String({ pattern: '^[A-Za-z0-9_-]{32}$' });

export const GalleryListQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 24 })),
    cursor: Type.Optional(GalleryCursor),
  },
  { additionalProperties: false },
);
export type GalleryListQuery = Static<typeof GalleryListQuery>;

export const GalleryEntry = Type.Object(
  {
    id: GalleryId,
    timestamp: DateTime,
    prompt: Type.String(),
    preview: Type.String({ description: 'Address of a small picture of the run.' }),
    imageCount: Type.Integer({ minimum: 1, description: 'Pictures known when the page was read.' }),
    totalModels: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false },
);
export type GalleryEntry = Static<typeof GalleryEntry>;

export const GalleryListResponse = Type.Object(
  {
    galleries: Type.Array(GalleryEntry, { description: 'Newest first.' }),
    total: Type.Integer({ minimum: 0, description: 'How many this page holds.' }),
    nextCursor: Type.Union([GalleryCursor, Type.Null()]),
  },
  { additionalProperties: false },
);
export type GalleryListResponse = Static<typeof GalleryListResponse>;

export const GalleryResponse = Type.Object(
  {
    galleryId: GalleryId,
    prompt: Type.String(),
    parameters: Parameters,
    createdAt: DateTime,
    images: Type.Array(CompletedResult),
    total: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);
export type GalleryResponse = Static<typeof GalleryResponse>;
