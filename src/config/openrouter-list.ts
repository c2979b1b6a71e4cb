import { ASPECT_RATIOS } from '../contract/constants.ts';
import type { KnownModel, KnownModels } from '../contract/index.ts';
import { asRecord } from '../lib/record.ts';

/** Asks for a JSON document without a key; `undefined` where none came. */
export type AskForJson = (url: string) => Promise<unknown>;

/**
 * What OpenRouter says of these models: its list, once, and the makers of each model.
 * @param base without a trailing slash
 * @returns `undefined` if the list cannot be read
 */
export async function readOpenRouterList(
  base: string,
  models: readonly string[],
  ask: AskForJson,
): Promise<KnownModels | undefined> {
  const data = asRecord(await ask(`${base}/images/models`))?.data;
  if (!Array.isArray(data) || data.length === 0) return undefined;
  const known: Record<string, KnownModel | null> = {};
  for (const model of new Set(models)) {
    const listed = data.map(asRecord).find((item) => item?.id === model);
    known[model] =
      listed === undefined
        ? null
        : capabilitiesOf(listed, await ask(`${base}/images/models/${model}/endpoints`));
  }
  return known;
}

/** Pixels of a picture at 1K, which some makers charge by: at most. */
const MEGAPIXELS_1K = 1.05;

/**
 * Reads `GET /images/models` and `GET /images/models/{id}/endpoints` (package @openrouter/sdk 1.3.19). A field that is absent is
 * not supported. The price is left out where a maker charges by tokens.
 */
export function capabilitiesOf(model: Readonly<Record<string, unknown>>, endpoints: unknown): KnownModel {
  const parameters = asRecord(model.supported_parameters) ?? {};
  const ratios = valuesOf(parameters.aspect_ratio);
  const drawn = ASPECT_RATIOS.filter((ratio) => ratios.includes(ratio));
  const has1K = valuesOf(parameters.resolution).includes('1K');
  const priceUsd = priceOf(endpoints);
  return {
    ...(drawn.length === 0 ? {} : { sizes: Object.fromEntries(drawn.map((ratio) => [ratio, ratio])) }),
    ...(parameters.seed === undefined ? {} : { supports: { seed: true } }),
    ...(has1K ? { fixed: { resolution: '1K' } } : {}),
    ...(priceUsd === undefined ? {} : { priceUsd }),
  };
}

function valuesOf(descriptor: unknown): string[] {
  const values = asRecord(descriptor)?.values;
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}

/** Cheapest and dearest of the makers; `undefined` if one of them charges in a way that is not known before. */
function priceOf(reply: unknown): { low: number; high: number } | undefined {
  const endpoints = asRecord(reply)?.endpoints;
  if (!Array.isArray(endpoints) || endpoints.length === 0) return undefined;
  const prices = endpoints.map((endpoint: unknown) => priceOfEndpoint(asRecord(endpoint)?.pricing));
  const known = prices.filter((price) => price !== undefined);
  if (known.length < prices.length) return undefined;
  return { low: Math.min(...known), high: Math.max(...known) };
}

function priceOfEndpoint(pricing: unknown): number | undefined {
  const entries = (Array.isArray(pricing) ? pricing : []).map((entry: unknown) => asRecord(entry) ?? {});
  const ofPicture = entries.filter(
    ({ billable, unit }) => billable === 'output_image' || (unit === 'request' && billable !== undefined),
  );
  const costs = ofPicture.map(({ unit, cost_usd: cost }) => {
    if (typeof cost !== 'number' || cost < 0) return undefined;
    if (unit === 'image' || unit === 'request') return cost;
    return unit === 'megapixel' ? cost * MEGAPIXELS_1K : undefined;
  });
  const known = costs.filter((cost) => cost !== undefined);
  // Variants, such as sizes: the dearest, since a budget must not be counted too low.
  return known.length === costs.length && known.length > 0 ? Math.max(...known) : undefined;
}
