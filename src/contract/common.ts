import { type Static, Type } from 'typebox';

/** The shapes a picture can be asked for, as width:height. */
export const ASPECT_RATIOS = ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3'] as const;

export const AspectRatio = Type.Enum([...ASPECT_RATIOS], { description: 'Width to height of the picture.' });
export type AspectRatio = (typeof ASPECT_RATIOS)[number];

export const JobId = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
  description: 'A version 4 UUID in lower case.',
});

/** Slot number and a slug of the name, for example `3-flux-2-pro`: stable, readable, safe in an S3 key. */
export const ModelId = Type.String({ pattern: '^[1-9][0-9]?-[a-z0-9][a-z0-9.-]{0,79}$' });

export const DateTime = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
  description: 'UTC, with milliseconds.',
});

export const CostRange = Type.Object(
  { low: Type.Number({ minimum: 0 }), high: Type.Number({ minimum: 0 }) },
  { additionalProperties: false, description: 'US dollars.' },
);
export type CostRange = Static<typeof CostRange>;

/**
 * Free text a person wrote: no control characters but tab and line breaks, no lone surrogates, no invisible
 * characters that turn the direction of text, and at least one character that is not white space.
 */
export const TEXT_PATTERN =
  '^(?:[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff])*$';

export const Parameters = Type.Object(
  {
    aspectRatio: Type.Optional(AspectRatio),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2147483647 })),
    negativePrompt: Type.Optional(
      Type.String({
        maxLength: 1000,
        pattern: TEXT_PATTERN,
        description: 'What the picture should not show.',
      }),
    ),
    steps: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    guidance: Type.Optional(Type.Number({ minimum: 0, maximum: 30 })),
    control: Type.Optional(Type.Number({ minimum: 0, maximum: 2 })),
  },
  { additionalProperties: false },
);
/** The settings of a run, exactly as asked; what a model made of them is in each result. */
export type Parameters = Static<typeof Parameters>;
export type ParameterName = keyof Parameters;
