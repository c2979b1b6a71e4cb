import { type Static, Type } from 'typebox';
import { ASPECT_RATIOS, type CostRange } from './common.ts';
import { Supports } from './models.ts';

const closed = { additionalProperties: false };
const Text = Type.String({ pattern: '^[!-~](?:[ -~]{0,198}[!-~])?$' });
const Dollars = Type.Number({ minimum: 0, maximum: 1000 });

/** What the owner may change about one slot: one entry of the template parameter `ModelOverrides`. */
export const ModelOverride = Type.Object(
  {
    provider: Type.Optional(
      Type.String({
        description:
          'The protocol: a folder of `src/providers`. Needs `model`, unless it is that of the named model.',
      }),
    ),
    model: Type.Optional(
      Type.String({
        ...Text,
        description: "The vendor's own id of the model. It is asked for as it is, retired or not.",
      }),
    ),
    baseUrl: Type.Optional(
      Type.String({
        pattern: '^https?://[^\\s/?#@]+(?:/[^\\s?#]*)?$',
        description: "Another server that speaks the vendor's protocol: a proxy, a gateway, one of your own.",
      }),
    ),
    region: Type.Optional(
      Type.String({
        pattern: '^[a-z]{2}(?:-[a-z]+)+-\\d$',
        description:
          'AWS region of a Bedrock model. The template allows the catalog models in their own regions only.',
      }),
    ),
    priceUsd: Type.Optional(
      Type.Union([Dollars, Type.Object({ low: Dollars, high: Dollars }, closed)], {
        description:
          'US dollars per picture. Budgets reserve the high end; set it for a model whose price is unknown.',
      }),
    ),
    timeoutSeconds: Type.Optional(
      Type.Integer({ minimum: 5, maximum: 280, description: 'Seconds to wait for the vendor.' }),
    ),
    supports: Type.Optional(
      Type.Partial(Supports, {
        ...closed,
        description: 'What the model can do, if the catalog does not know it or is wrong for your server.',
      }),
    ),
    sizes: Type.Optional(
      Type.Partial(
        Type.Object(
          Object.fromEntries(
            ASPECT_RATIOS.map((shape) => [shape, Type.String({ pattern: '^(?!0+[x:])[!-~]{1,60}$' })]),
          ),
        ),
        {
          ...closed,
          minProperties: 1,
          description:
            'Replaces the whole table of the catalog. For a shape left out the nearest size is sent.',
        },
      ),
    ),
    fixed: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]), {
        description:
          "Vendor fields that are always sent, over those of the catalog; null leaves one of the catalog's out.",
      }),
    ),
    textModel: Type.Optional(Type.String({ ...Text, description: 'The text model that enhances prompts.' })),
  },
  closed,
);

/** As the owner writes it. */
export type WrittenOverride = Static<typeof ModelOverride>;

/** As it is used: one price is both ends of its range, and the address has no slash at its end. */
export type ModelOverride = Omit<WrittenOverride, 'priceUsd'> & { priceUsd?: CostRange };

/** What a vendor's list says of a model without a row in the catalog; a field that it does not name is left out. */
export type KnownModel = Pick<ModelOverride, 'sizes' | 'fixed' | 'priceUsd'> & {
  supports?: { seed: boolean };
};

/** By the vendor's id of the model; null for one that the vendor does not list. */
export type KnownModels = Readonly<Record<string, KnownModel | null>>;
