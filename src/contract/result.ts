import { type Static, Type } from 'typebox';
import { DateTime, ModelId, Parameters, PictureIndex } from './common.ts';
import { NOTE_CODES, RESULT_ERROR_CODES } from './constants.ts';

export const Billed = Type.Enum(['no', 'yes', 'unknown']);
export type Billed = 'no' | 'yes' | 'unknown';

export const ResultError = Type.Object(
  {
    code: Type.Enum([...RESULT_ERROR_CODES]),
    message: Type.String({ description: 'A sentence for the person who asked.' }),
    billed: Billed,
    retryable: Type.Boolean({ description: 'Whether asking again, unchanged, makes sense.' }),
  },
  { additionalProperties: false },
);
export type ResultError = Static<typeof ResultError>;

const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);

/** What really went to the vendor, by the vendor's own field names, such as `{"image_size": {"width": 1344, …}}`; never a key. */
export const Sent = Type.Record(Type.String(), Type.Union([Scalar, Type.Record(Type.String(), Scalar)]));
export type Sent = Static<typeof Sent>;

/** A warning for pages in any language: its kind, and the values that its sentence has. */
export const Note = Type.Object(
  {
    code: Type.Enum([...NOTE_CODES]),
    values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  },
  { additionalProperties: false },
);
export type Note = Static<typeof Note>;

const identity = {
  model: Type.String({ description: 'The name that the owner gave.' }),
  modelId: ModelId,
  provider: Type.String(),
  index: Type.Optional(PictureIndex),
  attempt: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'Of the run, in `GET /status`: its place in `attempts`, from 1.',
    }),
  ),
};
const ending = {
  startedAt: DateTime,
  completedAt: DateTime,
  durationMs: Type.Integer({ minimum: 0 }),
  requested: Parameters,
  sent: Sent,
  warnings: Type.Array(Type.String(), { description: 'What the model could not do as asked, in English.' }),
  notes: Type.Optional(
    Type.Array(Note, {
      description:
        'The same as codes and values, in the same order. Absent in results of versions before 2026-11-26.',
    }),
  ),
};

const reportedCostUsd = Type.Optional(
  Type.Number({
    minimum: 0,
    description: 'What the vendor reported, if that is not plausible and not counted.',
  }),
);

const late = Type.Optional(
  Type.Boolean({ description: 'Arrived after the attempt was closed; an extra result of its model.' }),
);

export const PendingResult = Type.Object(
  { ...identity, status: Type.Enum(['pending']) },
  { additionalProperties: false },
);

export const RunningResult = Type.Object(
  { ...identity, status: Type.Enum(['in_progress']), startedAt: DateTime },
  { additionalProperties: false },
);

/** What the vendor delivered where that is not shown: the picture of a completed result is a PNG of it, and a failed result
 * has none. Its address answers with a download. */
export const Original = Type.Object(
  {
    key: Type.String(),
    url: Type.Optional(Type.String({ description: 'Always there in responses.' })),
    contentType: Type.Enum([
      'image/svg+xml',
      'image/avif',
      'image/gif',
      'image/heic',
      'image/png',
      'image/jpeg',
      'image/webp',
    ]),
    bytes: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false },
);
export type Original = Static<typeof Original>;

export const CompletedResult = Type.Object(
  {
    ...identity,
    status: Type.Enum(['completed']),
    imageKey: Type.String(),
    imageUrl: Type.String(),
    thumbnailUrl: Type.Optional(Type.String()),
    width: Type.Integer({ minimum: 1 }),
    height: Type.Integer({ minimum: 1 }),
    bytes: Type.Integer({ minimum: 1 }),
    contentType: Type.Enum(['image/png', 'image/jpeg', 'image/webp']),
    original: Type.Optional(Original),
    ...ending,
    costUsd: Type.Optional(Type.Number({ minimum: 0, description: 'Left out where no price is known.' })),
    revisedPrompt: Type.Optional(Type.String()),
    late,
    reportedCostUsd,
  },
  { additionalProperties: false },
);
export type CompletedResult = Static<typeof CompletedResult>;

export const FailedResult = Type.Object(
  {
    ...identity,
    status: Type.Enum(['failed']),
    error: ResultError,
    /** Of `INVALID_IMAGE`, where what came is a picture file. */
    original: Type.Optional(Original),
    ...Type.Partial(Type.Object(ending)).properties,
    costUsd: Type.Optional(Type.Number({ minimum: 0 })),
    /** Only with an `original`. */
    late,
    reportedCostUsd,
  },
  { additionalProperties: false },
);
export type FailedResult = Static<typeof FailedResult>;

/** One model's part of a job. */
export const Result = Type.Union([PendingResult, RunningResult, CompletedResult, FailedResult]);
export type Result = Static<typeof Result>;
export type EndedResult = CompletedResult | FailedResult;
