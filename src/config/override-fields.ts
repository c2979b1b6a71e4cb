import { providerIds } from '../catalog/lookup.ts';
import { ASPECT_RATIOS } from '../contract/constants.ts';
import type { AspectRatio, CostRange, Supports } from '../contract/index.ts';
import type { SizeTable } from '../contract/shape.ts';
import type { ModelOverride } from './model-override.ts';

/** Takes a field's value or says, without repeating it, what is wrong with it. */
type Reader<T> = (value: unknown) => { value: T } | { wrong: string };

const text: Reader<string> = (value) => {
  const isText = typeof value === 'string' && /^[!-~](?:[ -~]{0,198}[!-~])?$/.test(value);
  return isText ? { value } : { wrong: 'must be text of 1 to 200 printable characters.' };
};

const baseUrl: Reader<string> = (value) => {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return { wrong: 'must be an address that starts with https:// or http://.' };
  }
  if (url.username !== '' || url.password !== '') return { wrong: 'must not carry a user name or password.' };
  if (url.search !== '' || url.hash !== '') return { wrong: 'must not carry a query or a fragment.' };
  return { value: url.href.replace(/\/+$/, '') };
};

const provider: Reader<string> = (value) => {
  const known = providerIds();
  if (typeof value === 'string' && known.includes(value)) return { value };
  return { wrong: `must be one of ${known.join(', ')}.` };
};

const region: Reader<string> = (value) => {
  if (typeof value === 'string' && /^[a-z]{2}(-[a-z]+)+-\d$/.test(value)) return { value };
  return { wrong: 'must be an AWS region such as us-west-2.' };
};

const priceUsd: Reader<CostRange> = (value) => {
  const range = typeof value === 'number' ? { low: value, high: value } : value;
  if (isRecord(range) && Object.keys(range).every((name) => name === 'low' || name === 'high')) {
    const { low, high } = range;
    if (isNumber(low, 0, 1000) && isNumber(high, low, 1000)) return { value: { low, high } };
  }
  return { wrong: 'must be US dollars per picture: a number, or {"low": …, "high": …}.' };
};

const timeoutSeconds: Reader<number> = (value) => {
  if (isNumber(value, 5, 280) && Number.isInteger(value)) return { value };
  return { wrong: 'must be a whole number of seconds from 5 to 280.' };
};

const SUPPORTED = ['seed', 'negativePrompt', 'steps', 'guidance', 'control'];

const supports: Reader<Partial<Supports>> = (value) => {
  if (!isRecord(value)) return { wrong: 'must be an object such as {"seed": true}.' };
  for (const [name, supported] of Object.entries(value)) {
    if (name === 'aspectRatios') {
      if (!Array.isArray(supported) || !supported.every(isShape)) {
        return { wrong: `aspectRatios must be a list of ${ASPECT_RATIOS.join(', ')}.` };
      }
    } else if (!SUPPORTED.includes(name)) {
      return { wrong: `knows only aspectRatios, ${SUPPORTED.join(', ')}.` };
    } else if (typeof supported !== 'boolean') return { wrong: `${name} must be true or false.` };
  }
  return { value };
};

const sizes: Reader<SizeTable> = (value) => {
  const isSize = (size: unknown) => typeof size === 'string' && /^(?!0+[x:])[!-~]{1,60}$/.test(size);
  const isTable =
    isRecord(value) &&
    Object.keys(value).length > 0 &&
    Object.entries(value).every(([shape, size]) => isShape(shape) && isSize(size));
  if (isTable) return { value };
  return {
    wrong: `must give sizes for ${ASPECT_RATIOS.join(', ')}, such as {"1:1": "1024x1024", "16:9": "16:9"}.`,
  };
};

const fixed: Reader<Record<string, string | number | boolean | null>> = (value) => {
  if (isRecord(value) && Object.values(value).every(isPlain)) return { value: { ...value } as Fixed };
  return { wrong: 'must be an object of texts, numbers, true, false or null.' };
};
type Fixed = NonNullable<ModelOverride['fixed']>;

/** One reader for each setting that an override may have. */
export const OVERRIDE_FIELDS: {
  [Field in keyof ModelOverride]-?: Reader<NonNullable<ModelOverride[Field]>>;
} = {
  provider,
  model: text,
  baseUrl,
  region,
  priceUsd,
  timeoutSeconds,
  supports,
  sizes,
  fixed,
  textModel: text,
};

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlain(field: unknown): boolean {
  return field === null || typeof field === 'string' || typeof field === 'boolean' || Number.isFinite(field);
}

function isNumber(value: unknown, minimum: number, maximum: number): value is number {
  return typeof value === 'number' && value >= minimum && value <= maximum;
}

function isShape(value: unknown): value is AspectRatio {
  return ASPECT_RATIOS.some((shape) => shape === value);
}
