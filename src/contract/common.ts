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

// Positive character classes, so that JavaScript, Python and Rust read the patterns alike. Left out of both: control
// characters but tab and line breaks, lone surrogates, and the characters that turn the direction of text unseen.
const INVISIBLE =
  '\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff';
const VISIBLE =
  '!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff' +
  '\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10ffff}';

/** Free text that a person wrote; may be empty. */
export const TEXT_PATTERN = `^[${INVISIBLE}${VISIBLE}]*$`;

/** Free text with something to see in it. The two leading classes do not overlap, so that matching takes linear time. */
export const VISIBLE_TEXT_PATTERN = `^[${INVISIBLE}]*[${VISIBLE}][${INVISIBLE}${VISIBLE}]*$`;

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

/** Text with nothing to see in it: white space and characters without a shape. */
export const BLANK_PATTERN = `^[${INVISIBLE}]*$`;

/** Raised by one when a client of the former version could no longer work with the answers. */
export const CONTRACT_VERSION = '1';

/** What a client may send as `X-Correlation-ID`; anything else is replaced by a fresh id. */
export const CORRELATION_ID_PATTERN = '^[A-Za-z0-9._-]{1,128}$';
