import { type Static, Type } from 'typebox';
import {
  ASPECT_RATIOS,
  MOST_DAYS,
  MOST_MARGIN,
  MOST_PER_MODEL,
  TEXT_PATTERN,
  TITLE_MAX_LENGTH,
  VISIBILITIES,
} from './constants.ts';

export { ASPECT_RATIOS };

export const AspectRatio = Type.Enum([...ASPECT_RATIOS], { description: 'Width to height of the picture.' });
export type AspectRatio = (typeof ASPECT_RATIOS)[number];

const JOB_ID_PATTERN = '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';

export const JobId = Type.String({ pattern: JOB_ID_PATTERN, description: 'A version 4 UUID in lower case.' });

/** A field that names another run. @param description what that run is */
export const jobIdOf = (description: string) => Type.String({ pattern: JOB_ID_PATTERN, description });

export const ListId = Type.String({ pattern: JOB_ID_PATTERN, description: 'A version 4 UUID, too.' });

/** The value of the `X-Run-Key` header: who knows it may cancel and delete the run, and retry it as the same run. */
export const RunKey = Type.String({ pattern: '^[A-Za-z0-9_-]{22,128}$' });

/** The value of the `X-Run-Key-Hash` header: the SHA-256 of a run key, so that the server never stores a key. */
export const RunKeyHash = Type.String({ pattern: '^[0-9a-f]{64}$' });

export const Visibility = Type.Enum([...VISIBILITIES], {
  description:
    '`listed`: in the gallery; `unlisted`: for whoever has the job id; `private`: for whom it belongs to, who is whoever has the run key, or in a closed stack the person who started it, and for admins. The addresses of pictures cannot be guessed, but whoever has one can open it, also of a private run.',
});
export type Visibility = (typeof VISIBILITIES)[number];

/** When a run goes by itself, counted from when it was started. */
export const ExpiresInDays = Type.Integer({
  minimum: 1,
  maximum: MOST_DAYS,
  description:
    'The run is deleted so many days after it was started; at most the days that everything is kept for, which is also what it is without this: `keptDays` of `GET /models`.',
});

/** What somebody calls a run. */
export const titleOf = (description: string) =>
  Type.String({ maxLength: TITLE_MAX_LENGTH, pattern: TEXT_PATTERN, description });
export const Title = titleOf('What its owner calls the run.');

/** Slot number and a slug of the name, for example `3-flux-2-pro`: stable, readable, safe in an S3 key. */
export const ModelId = Type.String({ pattern: '^[1-9][0-9]?-[a-z0-9][a-z0-9.-]{0,79}$' });

/** The models of a run, in slot order. */
export const ModelNames = Type.Array(
  Type.Object({ id: ModelId, name: Type.String() }, { additionalProperties: false }),
);

const REFERENCE_ID_PATTERN = '^[A-Za-z0-9_-]{32}$';

/** Whoever knows it may use the picture: 24 random bytes. */
export const ReferenceId = Type.String({ pattern: REFERENCE_ID_PATTERN });

/** A field that names one. @param description what that picture is */
export const referenceIdOf = (description: string) =>
  Type.String({ pattern: REFERENCE_ID_PATTERN, description });

/** Which picture of a model, if it was asked for several. */
export const PictureIndex = Type.Integer({
  minimum: 0,
  maximum: MOST_PER_MODEL - 1,
  description: 'Which picture of its model, from 0.',
});

const Margin = (side: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_MARGIN, description: `Pixels at the ${side}.` }));

/** What is added to a picture. */
export const Margins = Type.Object(
  { left: Margin('left'), right: Margin('right'), top: Margin('top'), bottom: Margin('bottom') },
  { additionalProperties: false, minProperties: 1 },
);
export type Margins = Static<typeof Margins>;

/** A picture of a run. */
export const PictureOfRun = Type.Object(
  {
    jobId: jobIdOf('The run that drew the picture.'),
    modelId: ModelId,
    index: Type.Optional(PictureIndex),
  },
  { additionalProperties: false },
);
export type PictureOfRun = Static<typeof PictureOfRun>;

export const dateTimeOf = (description: string) =>
  Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$', description });
export const DateTime = dateTimeOf('UTC, with milliseconds.');

/** What a run may have been given by its owner. */
export const ownersWords = {
  title: Type.Optional(Title),
  expiresAt: Type.Optional(dateTimeOf('When the run goes by itself, if somebody has decided so.')),
};

export const CostRange = Type.Object(
  { low: Type.Number({ minimum: 0 }), high: Type.Number({ minimum: 0 }) },
  { additionalProperties: false, description: 'US dollars.' },
);
export type CostRange = Static<typeof CostRange>;

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
