import { type Static, Type } from 'typebox';
import { AspectRatio, CostRange, DateTime, ModelId } from './common.ts';
import { EDIT_OPERATIONS, MOST_REFERENCES, VISIBILITIES } from './constants.ts';
import { operation } from './operation.ts';

const Pixels = Type.Optional(Type.Integer({ minimum: 1 }));

/** What a picture has to be like; a larger one is scaled down with a note, everything else is refused. */
export const PictureLimits = Type.Object(
  {
    shortestSide: Pixels,
    longestSide: Pixels,
    pixels: Pixels,
    ratio: Type.Optional(
      Type.Number({ minimum: 1, description: 'Of the longer to the shorter side, at most.' }),
    ),
  },
  {
    additionalProperties: false,
    description:
      'What the model takes, where that is less than every reference has. A larger picture is scaled down, with a note; one that is too small or too long is refused by the model, and nothing is charged.',
  },
);
export type PictureLimits = Static<typeof PictureLimits>;

export const OperationSupport = Type.Object(
  {
    operation: Type.Enum([...EDIT_OPERATIONS]),
    references: Type.Integer({
      minimum: 1,
      maximum: MOST_REFERENCES,
      description: 'How many pictures it works on at most.',
    }),
    referenceUsd: Type.Number({
      minimum: 0,
      description: 'Per picture that it works on, besides its price.',
    }),
    priceUsd: Type.Optional(CostRange),
    model: Type.Optional(
      Type.String({ description: "The vendor's own id of what does it, where that is another model." }),
    ),
    limits: Type.Optional(PictureLimits),
    scale: Type.Optional(
      Type.Number({
        minimum: 1,
        description:
          'Of `enlarge`: by what each side is multiplied at most; absent where the vendor does not say.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description: '`priceUsd` is per picture; without it, it is the price of a picture that is drawn.',
  },
);
export type OperationSupport = Static<typeof OperationSupport>;

export const Supports = Type.Object(
  {
    aspectRatios: Type.Array(AspectRatio, { description: 'Shapes that the model draws exactly.' }),
    seed: Type.Boolean(),
    negativePrompt: Type.Boolean(),
    steps: Type.Boolean(),
    guidance: Type.Boolean(),
    control: Type.Boolean(),
    operations: Type.Optional(
      Type.Array(OperationSupport, { description: 'What it does with pictures; nothing if left out.' }),
    ),
  },
  { additionalProperties: false },
);
export type Supports = Static<typeof Supports>;

export const UsualTime = Type.Object(
  {
    median: Type.Integer({ minimum: 0, description: 'Milliseconds, to some 2 %.' }),
    count: Type.Integer({ minimum: 1, description: 'Pictures that it is the median of.' }),
  },
  { additionalProperties: false },
);
export type UsualTime = Static<typeof UsualTime>;

export const ModelEntry = Type.Object(
  {
    id: ModelId,
    name: Type.String({ description: 'The name that the owner gave.' }),
    provider: Type.String({ description: 'The vendor, as a person reads it.' }),
    model: Type.String({ description: "The vendor's own id of the model that really runs." }),
    status: Type.Enum(['active', 'legacy', 'retired']),
    notice: Type.Union([Type.String(), Type.Null()]),
    lastDay: Type.Union([Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), Type.Null()]),
    successor: Type.Union([Type.String(), Type.Null()]),
    supports: Supports,
    priceUsd: Type.Union([CostRange, Type.Null()], {
      description: 'Per picture; null where no price is known.',
    }),
    usualMs: Type.Union([UsualTime, Type.Null()], {
      description:
        'How long the model usually took here, this month and the month before; null where it drew nothing.',
    }),
  },
  { additionalProperties: false },
);
export type ModelEntry = Static<typeof ModelEntry>;

export const Limits = Type.Object(
  {
    promptMaxLength: Type.Integer(),
    globalPerHour: Type.Integer(),
    perAddressPerDay: Type.Integer(),
    dailyBudgetUsd: Type.Union([Type.Number(), Type.Null()]),
    monthlyBudgetUsd: Type.Union([Type.Number(), Type.Null()]),
    dailyBudgetLeftUsd: Type.Union([Type.Number({ minimum: 0 }), Type.Null()], {
      description: 'Of the budget of today, for everybody; null where there is none or it is not known.',
    }),
    monthlyBudgetLeftUsd: Type.Union([Type.Number({ minimum: 0 }), Type.Null()], {
      description: 'Of the budget of this month, for everybody; null where there is none or it is not known.',
    }),
    runsLeft: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
      description: 'Runs that this address has left today; null where it is not limited or not known.',
    }),
    blocked: Type.Union(
      [
        Type.Object(
          {
            code: Type.Enum(['RATE_LIMITED', 'BUDGET_EXHAUSTED']),
            message: Type.String(),
            until: DateTime,
          },
          { additionalProperties: false },
        ),
        Type.Null(),
      ],
      { description: 'Why a run would be refused now, and until when.' },
    ),
  },
  { additionalProperties: false },
);
export type Limits = Static<typeof Limits>;

export const ModelsResponse = Type.Object(
  {
    models: Type.Array(ModelEntry),
    limits: Limits,
    enhancer: Type.Union(
      [
        Type.Object({ name: Type.String(), model: Type.String() }, { additionalProperties: false }),
        Type.Null(),
      ],
      { description: 'Who rewrites prompts; null where nobody can.' },
    ),
    visibility: Type.Enum([...VISIBILITIES], {
      description: 'What a run is that does not say who may see it.',
    }),
    keptDays: Type.Integer({
      minimum: 1,
      description: 'Days after which a run is deleted that does not say when.',
    }),
    demo: Type.Boolean({ description: 'Whether every configured model is a demonstration.' }),
    reportTo: Type.Optional(
      Type.String({
        description:
          'Where people report a picture that should not be shown: an e-mail address, or an address that begins with https. In open stacks whose owner has named one.',
      }),
    ),
    version: Type.String({ description: 'Version of the contract; the front end asks for its own.' }),
  },
  { additionalProperties: false },
);
export type ModelsResponse = Static<typeof ModelsResponse>;

export const listModels = operation({
  operationId: 'listModels',
  route: 'GET /models',
  tag: 'models',
  summary: 'The configured models, the limits, and the model that rewrites prompts.',
  response: {
    description: 'What can be asked for.',
    schema: ModelsResponse,
    example: {
      models: [
        {
          id: '1-demo-aurora',
          name: 'Demo Aurora',
          provider: 'Demo',
          model: 'demo-aurora',
          status: 'active',
          notice: null,
          lastDay: null,
          successor: null,
          supports: {
            aspectRatios: ['1:1', '16:9'],
            seed: true,
            negativePrompt: false,
            steps: false,
            guidance: false,
            control: false,
            operations: [{ operation: 'change', references: 1, referenceUsd: 0 }],
          },
          priceUsd: { low: 0, high: 0 },
          usualMs: { median: 1290, count: 42 },
        },
      ],
      limits: {
        promptMaxLength: 1000,
        globalPerHour: 1000,
        perAddressPerDay: 50,
        dailyBudgetUsd: 5,
        monthlyBudgetUsd: null,
        dailyBudgetLeftUsd: 4.37,
        monthlyBudgetLeftUsd: null,
        runsLeft: 49,
        blocked: null,
      },
      enhancer: { name: 'Demo Aurora', model: 'demo-enhancer' },
      visibility: 'listed',
      keptDays: 30,
      demo: true,
      version: '1',
    },
  },
  errors: [],
});
