import { type Static, Type } from 'typebox';
import {
  type AspectRatio,
  DateTime,
  JobId,
  type Margins,
  ModelId,
  type ModelNames,
  Parameters,
  PictureIndex,
  type Visibility,
} from './common.ts';
import type { EditOperation } from './constants.ts';

/** For the entry in the gallery, which `generate` names right; not looked into, to keep the worker's bundle small. */
const Models = Type.Unsafe<Static<typeof ModelNames>>(Type.Array(Type.Unknown()));

/** A picture to work on: its key in the bucket, never its bytes. */
export interface EventInput {
  key: string;
  contentType: 'image/png' | 'image/jpeg';
  width: number;
  height: number;
  /** Hexadecimal. */
  sha256: string;
}

/** Not looked into, either. */
const Inputs = Type.Unsafe<EventInput[]>(Type.Array(Type.Unknown()));

/** What `generate` hands to one worker: everything that it needs to draw one model's picture. */
export const WorkerEvent = Type.Object(
  {
    jobId: JobId,
    modelId: ModelId,
    index: Type.Optional(PictureIndex),
    prompt: Type.String({ minLength: 1 }),
    parameters: Parameters,
    createdAt: DateTime,
    totalModels: Type.Integer({ minimum: 1 }),
    totalPictures: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Absent if each model draws one.' }),
    ),
    models: Type.Optional(Models),
    reservedUsd: Type.Number({ minimum: 0, description: 'Held in the budget counters for this picture.' }),
    correlationId: Type.String(),
    payer: Type.Optional(Type.String({ description: 'Id of the person whose budget it counts in.' })),
    payerKey: Type.Optional(Type.String({ description: 'Id of the key whose budget it counts in, too.' })),
    payerList: Type.Optional(Type.String({ description: 'Id of the list whose budget it counts in.' })),
    visibility: Type.Optional(
      Type.Unsafe<Visibility>(Type.String({ description: 'When the run was started; absent means listed.' })),
    ),
    expiresAt: Type.Optional(
      Type.String({ description: 'When the run goes by itself, if it was started so.' }),
    ),
    run: Type.Optional(
      Type.Object(
        {
          jobId: JobId,
          prompt: Type.String(),
          createdAt: DateTime,
          totalModels: Type.Integer({ minimum: 1 }),
          totalPictures: Type.Optional(Type.Integer({ minimum: 1 })),
          models: Type.Optional(Models),
          aspectRatio: Type.Optional(Type.Unsafe<AspectRatio>(Type.String())),
          expiresAt: Type.Optional(Type.String()),
        },
        { additionalProperties: true, description: 'The run that this one belongs to, if it was retried.' },
      ),
    ),
    blind: Type.Optional(
      Type.String({ description: 'Of a blind run: the name under which its picture is shown.' }),
    ),
    operation: Type.Optional(Type.Unsafe<EditOperation>(Type.String())),
    inputs: Type.Optional(Inputs),
    mask: Type.Optional(Type.Unsafe<EventInput>(Type.Unknown())),
    expand: Type.Optional(Type.Unsafe<Margins>(Type.Unknown())),
    adopt: Type.Optional(
      Type.Object(
        {
          imageKey: Type.String(),
          attempt: Type.Integer({ minimum: 1, maximum: 9 }),
          thumbnail: Type.Boolean(),
        },
        {
          additionalProperties: false,
          description: 'Complete the attempt from this stored picture instead of drawing one.',
        },
      ),
    ),
    version: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Of the sender; absent means 1. A newer one is not drawn.' }),
    ),
  },
  // Fields of newer versions are ignored: a worker may be older than the function that sends it events.
  { additionalProperties: true },
);
export type WorkerEvent = Static<typeof WorkerEvent>;
