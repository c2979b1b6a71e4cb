import { type Static, Type } from 'typebox';
import { ASPECT_RATIOS } from '../contract/common.ts';
import { EDIT_OPERATIONS } from '../contract/constants.ts';
import { PictureLimits } from '../contract/models.ts';

/**
 * The shape of models.json. Tests check the file against it; running code only uses the types, so that no function
 * compiles a schema when it starts. After an edit `npm run generate` makes what functions load.
 */

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Text = Type.String({ minLength: 1 });
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false };

/** Where a row's facts come from: for readers of the file and of docs/models.md, and not loaded by functions. */
export const PROVENANCE = ['released', 'priceSource', 'checked', 'source'] as const;

const SETTINGS = ['seed', 'negativePrompt', 'steps', 'guidance', 'control'] as const;
const Settings = Type.Array(Type.Enum([...SETTINGS]), { uniqueItems: true });
const Fixed = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]));
const NeedsKey = Type.Enum(['required', 'optional', 'none']);
const TimeoutSeconds = Type.Integer({ minimum: 5, maximum: 280 });

export const SizeTable = Type.Partial(
  Type.Object(
    Object.fromEntries(ASPECT_RATIOS.map((shape) => [shape, Type.String({ pattern: '^[!-~]{1,60}$' })])),
  ),
  {
    ...closed,
    description:
      'The text to send for each shape: 1344x768, 16:9, or a word of the vendor such as landscape_16_9, which is ' +
      'taken to have the shape under which it stands. For a shape left out the nearest size is sent, with a warning.',
  },
);

const Edits = Type.Object(
  {
    references: Type.Integer({ minimum: 1, maximum: 16, description: 'Pictures that one request takes.' }),
    referenceUsd: Type.Number({ minimum: 0, description: 'Per picture that is sent, at four megapixels.' }),
    model: Type.Optional(
      Type.String({ minLength: 1, description: 'Id of what does it, if it is not the row.' }),
    ),
  },
  { ...closed, description: 'What the model takes to change or combine pictures.' },
);

const Price = Type.Object({ low: Type.Number({ minimum: 0 }), high: Type.Number({ minimum: 0 }) }, closed);

const Tool = Type.Object(
  {
    model: Type.Optional(
      Type.String({ minLength: 1, description: 'Id of what does it, if it is not the row.' }),
    ),
    priceUsd: Type.Optional(Price),
    referenceUsd: Type.Optional(Type.Number({ minimum: 0 })),
    limits: Type.Optional(PictureLimits),
    scale: Type.Optional(
      Type.Number({ minimum: 1, description: 'Of enlarge: by what each side is multiplied at most.' }),
    ),
    source: Type.Optional(Text),
  },
  {
    ...closed,
    description:
      'How one picture is repainted, widened, enlarged or cut out; the price is that of the row without one.',
  },
);

/** By the operation that each does. */
const Tools = Type.Partial(
  Type.Object(
    Object.fromEntries(
      EDIT_OPERATIONS.filter((each) => each !== 'combine').map((operation) => [operation, Tool]),
    ),
  ),
  closed,
);

const TextModel = Type.Object(
  {
    enhancer: Type.String({ description: 'Id in src/providers/enhancers.ts.' }),
    model: Type.Union([Text, Type.Null()], { description: 'Null where the owner has to name it.' }),
    region: OrNull(Type.String()),
  },
  closed,
);

export const VendorRow = Type.Object(
  {
    provider: Type.String({ pattern: '^[a-z0-9-]+$', description: 'Folder under src/providers.' }),
    label: Text,
    names: Type.Array(Text, { description: "What people put before or after a model's name." }),
    reseller: Type.Optional(
      Type.Boolean({
        description: "Sells models of other makers: its API ids name them only after the makers' own rows.",
      }),
    ),
    unlisted: Type.Optional(
      Type.Boolean({
        description:
          "Its models may be named without a row, by the vendor's name and their id: openrouter/maker/model.",
      }),
    ),
    ownServer: Type.Optional(
      Type.Boolean({ description: 'Runs on a server of the owner, who has to say where.' }),
    ),
    needsKey: NeedsKey,
    region: Type.Optional(Type.String({ description: 'AWS region of its models.' })),
    sizes: Type.String({ description: 'Name of a size table; a model row may name another.' }),
    supports: Settings,
    edits: Type.Optional(Edits),
    tools: Type.Optional(Tools),
    timeoutSeconds: TimeoutSeconds,
    fixed: Fixed,
    dialects: Type.Optional(
      Type.Record(Type.String(), Settings, {
        description: 'What each dialect supports, where servers of one protocol differ.',
      }),
    ),
    dialectEdits: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object(
          {
            ...Edits.properties,
            models: Type.String({
              minLength: 1,
              description: 'A pattern of the ids that take pictures, whatever their case.',
            }),
            source: Text,
          },
          closed,
        ),
        { description: 'What models without a row take to change pictures, by the dialect of their server.' },
      ),
    ),
    textModel: OrNull(TextModel),
  },
  closed,
);

export const ModelRow = Type.Object(
  {
    name: Text,
    aliases: Type.Array(Text, { description: 'Other names; the API id is always one.' }),
    vendorAliases: Type.Optional(
      Type.Array(Text, { description: "Names that count only together with the vendor's name." }),
    ),
    provider: Type.String(),
    model: Text,
    status: Type.Enum(['active', 'legacy', 'retired']),
    released: OrNull(Day),
    lastDay: Type.Union([Day, Type.Null()], {
      description: 'The day on which the vendor switches the model off; from then on the successor runs.',
    }),
    successor: OrNull(Type.String({ description: 'Name of another row.' })),
    priceUsd: OrNull(
      Type.Object(
        { low: Type.Number({ minimum: 0 }), high: Type.Number({ minimum: 0 }) },
        { ...closed, description: 'Per picture, at the settings that we send.' },
      ),
    ),
    priceSource: Text,
    checked: Day,
    source: Type.String({ minLength: 1, description: 'Where the facts of this row come from.' }),
    label: Type.Optional(Text),
    needsKey: Type.Optional(NeedsKey),
    region: Type.Optional(Type.String()),
    sizes: Type.Optional(Type.String()),
    supports: Type.Optional(Settings),
    edits: Type.Optional(OrNull(Edits)),
    tools: Type.Optional(OrNull(Tools)),
    timeoutSeconds: Type.Optional(TimeoutSeconds),
    fixed: Type.Optional(Fixed),
    textModel: Type.Optional(
      Type.String({
        minLength: 1,
        description: "Text model of this maker, where the vendor's row cannot name one.",
      }),
    ),
  },
  closed,
);

export const Catalog = Type.Object(
  {
    vendors: Type.Array(VendorRow),
    sizes: Type.Record(Type.String(), SizeTable),
    models: Type.Array(ModelRow),
  },
  closed,
);

export type VendorRow = Static<typeof VendorRow>;
/** A row as it stands in models.json. */
export type SourcedModelRow = Static<typeof ModelRow>;
/** A row as functions load it. */
export type ModelRow = Omit<SourcedModelRow, (typeof PROVENANCE)[number]>;
export type SettingName = (typeof SETTINGS)[number];
