import { type Static, Type } from 'typebox';
import { DateTime, PictureOfRun, ReferenceId, RunKey } from './common.ts';
import { MOST_REFERENCE_BYTES, MOST_UPLOAD_BYTES, UPLOAD_TYPES } from './constants.ts';
import { EXAMPLE_RUN } from './examples.ts';
import { operation } from './operation.ts';

export const CreateReferenceRequest = Type.Object(
  {
    contentType: Type.Optional(
      Type.Enum([...UPLOAD_TYPES], { description: 'Of the file that is going to be uploaded.' }),
    ),
    bytes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MOST_UPLOAD_BYTES,
        description: 'Its exact length; the form takes no other.',
      }),
    ),
    from: Type.Optional(PictureOfRun),
  },
  {
    additionalProperties: false,
    oneOf: [{ required: ['contentType', 'bytes'] }, { required: ['from'] }],
  },
);
export type CreateReferenceRequest = Static<typeof CreateReferenceRequest>;

export const UploadResponse = Type.Object(
  {
    uploadId: ReferenceId,
    url: Type.String({ description: 'Where to POST the form, as `multipart/form-data`.' }),
    fields: Type.Record(Type.String(), Type.String(), {
      description: 'Its fields, all of them; then the file as `file`, as the last one.',
    }),
    expiresAt: DateTime,
  },
  { additionalProperties: false },
);
export type UploadResponse = Static<typeof UploadResponse>;

export const Reference = Type.Object(
  {
    referenceId: ReferenceId,
    width: Type.Integer({ minimum: 1 }),
    height: Type.Integer({ minimum: 1 }),
    bytes: Type.Integer({ minimum: 1, maximum: MOST_REFERENCE_BYTES }),
    thumbnailUrl: Type.String({ description: 'The picture in small, as a `data:` address.' }),
    expiresAt: DateTime,
  },
  {
    additionalProperties: false,
    description:
      'A picture to work on: upright, without metadata, in sRGB, at most four megapixels and 2 MB, for a day.',
  },
);
export type Reference = Static<typeof Reference>;

export const CreateReferenceResponse = Type.Union([UploadResponse, Reference], {
  description: 'A form for a file; the reference itself for a picture of a run.',
});
export type CreateReferenceResponse = Static<typeof CreateReferenceResponse>;

const RUN_KEY = {
  schema: RunKey,
  description:
    "A key that the client keeps. With it, the picture can be used only by whoever sends the same key again. Needed for pictures of a private run: its key. In a closed stack, the picture is the person's, and the key says nothing.",
};

export const createReference = operation({
  operationId: 'createReference',
  route: 'POST /references',
  tag: 'references',
  summary:
    'Hand in a picture to work on: a form to upload a file with, or a picture of a run, ready at once.',
  headers: { 'X-Run-Key': RUN_KEY },
  request: {
    schema: CreateReferenceRequest,
    examples: {
      file: { contentType: 'image/jpeg', bytes: 3_412_667 },
      'picture of a run': { from: { jobId: EXAMPLE_RUN.jobId, modelId: '1-demo-aurora' } },
    },
  },
  response: {
    description: 'The form, or the reference.',
    schema: CreateReferenceResponse,
    example: {
      uploadId: 'vq2dWAlhmDK5cN0rS8oYtGfJ3uXbE7iZ',
      url: 'https://pixel-prompt-dev-123456789012-0f8d2c5e.s3.eu-central-1.amazonaws.com/',
      fields: {
        key: 'uploads/vq2dWAlhmDK5cN0rS8oYtGfJ3uXbE7iZ',
        'Content-Type': 'image/jpeg',
        Policy: 'eyJleHBpcmF0aW9uIjoi…',
        'X-Amz-Signature': '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
      },
      expiresAt: '2026-11-20T09:40:00.000Z',
    },
    links: {
      prepare: { operationId: 'prepareReference', parameters: { uploadId: '$response.body#/uploadId' } },
    },
  },
  errors: [
    'JOB_NOT_FOUND',
    'RUN_DELETED',
    'STILL_BLIND',
    'REFERENCE_UNUSABLE',
    'RATE_LIMITED',
    'DISPATCH_FAILED',
  ],
});

export const prepareReference = operation({
  operationId: 'prepareReference',
  route: 'POST /references/{uploadId}',
  tag: 'references',
  summary: 'Check and prepare the uploaded file. Repeating it answers the same.',
  path: {
    uploadId: { schema: ReferenceId, description: 'The `uploadId` in the response of `POST /references`.' },
  },
  headers: { 'X-Run-Key': RUN_KEY },
  response: {
    description: 'The picture can be worked on.',
    schema: Reference,
    example: {
      referenceId: 'vq2dWAlhmDK5cN0rS8oYtGfJ3uXbE7iZ',
      width: 2364,
      height: 1773,
      bytes: 1_204_311,
      thumbnailUrl: 'data:image/webp;base64,UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=',
      expiresAt: '2026-11-21T09:30:00.000Z',
    },
  },
  errors: ['REFERENCE_NOT_FOUND', 'REFERENCE_UNUSABLE', 'RATE_LIMITED', 'DISPATCH_FAILED'],
});
