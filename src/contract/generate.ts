import { type Static, Type } from 'typebox';
import {
  CostRange,
  ExpiresInDays,
  JobId,
  jobIdOf,
  ListId,
  Margins,
  ModelNames,
  Parameters,
  PictureOfRun,
  ReferenceId,
  RunKey,
  RunKeyHash,
  referenceIdOf,
  Visibility,
} from './common.ts';
import {
  MOST_PER_MODEL,
  MOST_PICTURES,
  MOST_PROMPTS,
  MOST_REFERENCES,
  OPERATIONS,
  PROMPT_MAX_LENGTH,
  VISIBLE_TEXT_PATTERN,
  WORDLESS_OPERATIONS,
} from './constants.ts';
import { EXAMPLE_MODELS, EXAMPLE_RUN } from './examples.ts';
import { operation } from './operation.ts';

/** The value of the `Idempotency-Key` header. Servers cut spaces at both ends of a header, so it has none there. */
export const IdempotencyKey = Type.String({ pattern: '^[!-~](?:[ -~]{0,253}[!-~])?$' });

export const GenerateRequest = Type.Object(
  {
    prompt: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: PROMPT_MAX_LENGTH,
        pattern: VISIBLE_TEXT_PATTERN,
        description:
          'Counted as sent; then trimmed and brought to Unicode normal form C. With `retryOf` it may be left out: then prompt and settings are those of that run. `enlarge` and `cut-out` need none either.',
      }),
    ),
    models: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
        minItems: 1,
        maxItems: 20,
        uniqueItems: true,
        description: 'Ids from GET /models; all of them when left out. They are started in this order.',
      }),
    ),
    ...Parameters.properties,
    count: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MOST_PER_MODEL,
        default: 1,
        description: `Pictures of each model; at most ${MOST_PICTURES} in all. With a seed, each has the seed of the one before it plus one.`,
      }),
    ),
    index: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: MOST_PER_MODEL - 1,
        description: 'Only with `retryOf`: draw this picture of each model, instead of the first `count`.',
      }),
    ),
    retryOf: Type.Optional(
      jobIdOf(
        'A run whose models are to draw again. With its key in `X-Run-Key`, this run belongs to it from then on: `GET /status` of that run shows the newest good picture of each model. Without the key it is a run of its own. All of its models when `models` is left out.',
      ),
    ),
    operation: Type.Optional(
      Type.Enum([...OPERATIONS], {
        default: 'generate',
        description:
          '`change`: the prompt says what to change in the picture; `combine`: the prompt says what to make of two to four pictures; `repaint`: the prompt says what the part marked by `mask` becomes; `widen`: the prompt says what surrounds the picture, in the margins of `expand` or up to `aspectRatio`; `enlarge`: the same picture with more pixels; `cut-out`: its subject alone, on a transparent background. A retry does what its run did.',
      }),
    ),
    references: Type.Optional(
      Type.Array(ReferenceId, {
        minItems: 1,
        maxItems: MOST_REFERENCES,
        uniqueItems: true,
        description:
          'The pictures to work on, from `POST /references`: two to four to combine, one for everything else.',
      }),
    ),
    mask: Type.Optional(
      referenceIdOf(
        'Only for `repaint`: a picture of the same size, from `POST /references`. What is light in it is repainted, what is dark is kept.',
      ),
    ),
    expand: Type.Optional(Margins),
    parent: Type.Optional(PictureOfRun),
    blind: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'Draw without telling which picture is whose: until `POST /runs/{jobId}/reveal`, letters stand for models, pictures are shown at addresses and in a size that tell nothing, and all at once when the run has ended. Such a run is private, whatever `visibility` says; not with `retryOf`.',
      }),
    ),
    cell: Type.Optional(
      Type.Object(
        {
          listId: ListId,
          n: Type.Integer({ minimum: 0, maximum: MOST_PROMPTS - 1, description: 'Its prompt, from 0.' }),
        },
        {
          additionalProperties: false,
          description:
            'A prompt of a list, and nothing beside it: what to draw, with which models and how, is in the list. Whoever asks again gets the run that there is, on any later day too; with the key of the list in `X-Run-Key`.',
        },
      ),
    ),
    visibility: Type.Optional(Visibility),
    expiresInDays: Type.Optional(ExpiresInDays),
    ip: Type.Optional(Type.Unknown({ description: 'Accepted for old clients, never believed.' })),
  },
  {
    additionalProperties: false,
    anyOf: [
      {
        not: { required: ['index'] },
        anyOf: [
          { required: ['prompt'] },
          ...Object.keys(WORDLESS_OPERATIONS).map((wordless) => ({
            required: ['operation'],
            properties: { operation: { const: wordless } },
          })),
        ],
      },
      { required: ['retryOf'] },
      { required: ['cell'] },
    ],
  },
);
export type GenerateRequest = Static<typeof GenerateRequest>;
/** A request that says itself what to draw, as the page sends it. */
export type DrawRequest = GenerateRequest & { prompt: string };

export const GenerateResponse = Type.Object(
  {
    jobId: JobId,
    status: Type.Enum(['pending']),
    message: Type.String(),
    totalModels: Type.Integer({ minimum: 1, maximum: 20 }),
    totalPictures: Type.Integer({ minimum: 1, maximum: MOST_PICTURES }),
    models: ModelNames,
    estimatedCostUsd: CostRange,
    retryOf: Type.Optional(jobIdOf('The run that this one belongs to.')),
  },
  { additionalProperties: false },
);
export type GenerateResponse = Static<typeof GenerateResponse>;

export const generate = operation({
  operationId: 'generate',
  route: 'POST /generate',
  tag: 'runs',
  summary: 'Start a run: every chosen model draws the prompt.',
  headers: {
    'Idempotency-Key': {
      schema: IdempotencyKey,
      description:
        'The same key and body within a day give the same job; another body is refused with 422. While the first request is being processed, others are refused with 409: repeat them. Keys of fewer than 16 characters count per address; in a closed stack every key counts per person.',
    },
    'X-Run-Key-Hash': {
      schema: RunKeyHash,
      description:
        'The SHA-256 of a key that the client keeps, in lower-case hexadecimal digits. Who sends the key in `X-Run-Key` may later retry, cancel, hide, delete and list this run; a private run needs one. In a closed stack the person owns the run, and it obeys its key once the stack is open again.',
    },
    'X-Run-Key': {
      schema: RunKey,
      description:
        'The key of the run that `retryOf` names, or of the list that `cell` names; and that `references` were handed in with.',
    },
  },
  request: {
    schema: GenerateRequest,
    examples: {
      simple: { prompt: 'a red fox in snow' },
      settings: { prompt: EXAMPLE_RUN.prompt, ...EXAMPLE_RUN.parameters },
      change: {
        operation: 'change',
        prompt: 'make it night',
        references: ['vq2dWAlhmDK5cN0rS8oYtGfJ3uXbE7iZ'],
        parent: { jobId: EXAMPLE_RUN.jobId, modelId: '1-demo-aurora' },
      },
      repaint: {
        operation: 'repaint',
        prompt: 'a red hat',
        references: ['vq2dWAlhmDK5cN0rS8oYtGfJ3uXbE7iZ'],
        mask: 'Zi7EbXu3JfGtYo8Sr0Nc5KDmhlAWd2qv',
      },
      widen: {
        operation: 'widen',
        prompt: 'more of the lake',
        references: ['vq2dWAlhmDK5cN0rS8oYtGfJ3uXbE7iZ'],
        expand: { left: 256, right: 256 },
      },
      cell: { cell: { listId: '6b1f4c1e-8a53-4f0d-9a5e-3c2b7d9e0f41', n: 0 } },
    },
  },
  response: {
    description: 'The run has started.',
    schema: GenerateResponse,
    example: {
      jobId: EXAMPLE_RUN.jobId,
      status: 'pending',
      message: 'Drawing with 2 models.',
      totalModels: 2,
      totalPictures: 2,
      models: EXAMPLE_MODELS,
      estimatedCostUsd: { low: 0, high: 0 },
    },
    links: {
      status: { operationId: 'getStatus', parameters: { jobId: '$response.body#/jobId' } },
      gallery: { operationId: 'getGallery', parameters: { galleryId: '$response.body#/jobId' } },
    },
  },
  errors: [
    'PROMPT_REQUIRED',
    'PROMPT_TOO_LONG',
    'PROMPT_BLOCKED',
    'UNKNOWN_MODEL',
    'UNSUPPORTED_OPERATION',
    'REFERENCE_NOT_FOUND',
    'MASK_MISMATCH',
    'JOB_NOT_FOUND',
    'LIST_NOT_FOUND',
    'RUN_DELETED',
    'RUN_EXPIRED',
    'STILL_BLIND',
    'IDEMPOTENCY_IN_PROGRESS',
    'IDEMPOTENCY_MISMATCH',
    'RATE_LIMITED',
    'BUDGET_EXHAUSTED',
    'LIST_BUDGET_REACHED',
    'DISPATCH_FAILED',
  ],
});
