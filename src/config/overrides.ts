import { providerIds } from '../catalog/lookup.ts';
import { ASPECT_RATIOS } from '../contract/constants.ts';
import { type Fault, isModelOverride } from '../contract/generated/validators.js';
import type { ModelOverride, WrittenOverride } from '../contract/index.ts';
import { nearestNames } from '../lib/nearest.ts';
import { asRecord } from '../lib/record.ts';

/** Overrides by slot number. */
export type ModelOverrides = ReadonlyMap<number, ModelOverride>;

/** What each setting has to be. */
const RULES: Record<keyof ModelOverride, () => string> = {
  provider: () => `must be one of ${providerIds().join(', ')}.`,
  model: () => 'must be text of 1 to 200 printable characters.',
  baseUrl: () =>
    'must be an address that starts with https:// or http://, without a user name, password, query or fragment.',
  region: () => 'must be an AWS region such as us-west-2.',
  priceUsd: () => 'must be US dollars per picture, up to 1000: a number, or {"low": …, "high": …}.',
  timeoutSeconds: () => 'must be a whole number of seconds from 5 to 280.',
  supports: () =>
    `may have aspectRatios (a list of ${ASPECT_RATIOS.join(', ')}), and seed, negativePrompt, steps, guidance and control, each true or false, and operations, as GET /models tells them.`,
  sizes: () =>
    `must give sizes for ${ASPECT_RATIOS.join(', ')}, such as {"1:1": "1024x1024", "16:9": "landscape_16_9"}.`,
  fixed: () => 'must be an object of texts, numbers, true, false or null.',
  textModel: () => 'must be text of 1 to 200 printable characters.',
};

/**
 * Reads the `ModelOverrides` parameter: JSON text, or the object itself as parameters.json may hold it; empty means
 * none. Every fault is listed in words, without the values, which may be secrets in the wrong place.
 */
export function parseOverrides(source: unknown): { overrides: ModelOverrides; faults: string[] } {
  const overrides = new Map<number, ModelOverride>();
  const parsed = asRecord(parseSource(source));
  if (parsed === undefined) {
    const fault = 'ModelOverrides must be a JSON object such as {"3": {"provider": "openai-compatible", …}}.';
    return { overrides, faults: [fault] };
  }
  const faults = Object.entries(parsed).flatMap(([key, entry]) => {
    const place = `ModelOverrides "${key.slice(0, 40)}"`;
    if (!/^([1-9]|1\d|20)$/.test(key)) return [`${place}: the name must be a model number from 1 to 20.`];
    const written = asRecord(entry);
    if (written === undefined) return [`${place}: must be an object.`];
    const wrong = wrongFields(written);
    const sound = Object.entries(written).filter(([field]) => !wrong.has(field));
    overrides.set(Number(key), normalised(Object.fromEntries(sound)));
    const inOrder = Object.keys(written).filter((field) => wrong.has(field));
    return inOrder.map((field) => `${place}, ${field.slice(0, 40)}: ${ruleOf(field)}`);
  });
  return { overrides, faults };
}

function parseSource(source: unknown): unknown {
  if (source === undefined || source === null) return {};
  if (typeof source !== 'string') return source;
  if (source.trim() === '') return {};
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

/** The settings that the schema, or what no schema can say, finds wrong. */
function wrongFields(written: Record<string, unknown>): Set<string> {
  const wrong = new Set(isModelOverride(written) ? [] : (isModelOverride.errors ?? []).map(fieldOf));
  const { provider, baseUrl, priceUsd } = written;
  if (provider !== undefined && !providerIds().some((id) => id === provider)) wrong.add('provider');
  if (baseUrl !== undefined && !URL.canParse(String(baseUrl))) wrong.add('baseUrl');
  const range = asRecord(priceUsd);
  if (range !== undefined && Number(range.low) > Number(range.high)) wrong.add('priceUsd');
  return wrong;
}

const fieldOf = ({ instancePath }: Pick<Fault, 'instancePath'>) => instancePath.slice(1);

function normalised({ baseUrl, priceUsd, ...rest }: WrittenOverride): ModelOverride {
  return {
    ...rest,
    ...(baseUrl === undefined ? {} : { baseUrl: baseOf(baseUrl) }),
    ...(priceUsd === undefined
      ? {}
      : { priceUsd: typeof priceUsd === 'number' ? { low: priceUsd, high: priceUsd } : priceUsd }),
  };
}

/** People copy the address of the route; the routes are added by each provider. */
function baseOf(address: string): string {
  return new URL(address).href
    .replace(/\/+$/, '')
    .replace(/\/(?:images\/(?:generations|edits)|chat\/completions)$/, '')
    .replace(/\/+$/, '');
}

function ruleOf(field: string): string {
  const rule = Object.entries(RULES).find(([name]) => name === field)?.[1];
  if (rule !== undefined) return rule();
  if (/key|token|secret/i.test(field)) return 'keys belong into the Model…Key parameters, never in here.';
  const known = new Map(Object.keys(RULES).map((name) => [name.toLowerCase(), name]));
  const near = nearestNames(field.toLowerCase(), known);
  if (near.length > 0) return `there is no such setting. Did you mean ${near.join(' or ')}?`;
  return `there is no such setting. Known: ${[...known.values()].join(', ')}.`;
}
