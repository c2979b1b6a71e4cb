import type { Recognised, VendorId } from './routes.ts';

/** Where the key is looked for; vendors that are not here ask for none. */
const KEY_HEADERS: Partial<Record<VendorId, string>> = {
  openai: 'authorization',
  'google-gemini': 'x-goog-api-key',
  'google-imagen': 'x-goog-api-key',
  'bedrock-nova-canvas': 'authorization',
  'bedrock-stability': 'authorization',
  'stability-ai': 'authorization',
  'black-forest-labs': 'x-key',
  recraft: 'authorization',
  fal: 'authorization',
  replicate: 'authorization',
  bytedance: 'authorization',
  dashscope: 'authorization',
  openrouter: 'authorization',
  sdapi: 'authorization',
  xai: 'authorization',
  together: 'authorization',
};

/** Every header that can hold a key. */
export const SECRET_HEADERS: ReadonlySet<string> = new Set([
  ...Object.values(KEY_HEADERS),
  'authorization',
  'x-amz-security-token',
]);

/** The key as it came, without its scheme, such as `Bearer`; `undefined` where the vendor asks for one and got none. */
export function presentedKey(
  vendor: VendorId,
  headers: Readonly<Record<string, unknown>>,
): string | undefined {
  const name = KEY_HEADERS[vendor];
  if (name === undefined) return '';
  const value = headers[name];
  // Without a key, the usual schemes come alone.
  const scheme = /^(?:[a-z]+\s+|(?:bearer|key|token|basic)$)/i;
  const key = typeof value === 'string' ? value.replace(scheme, '') : '';
  return key === '' ? undefined : key;
}

/** Fields of models that refuse what they do not know. Sources: package openai 7.55.0; Comfy and fal on FLUX.3. */
const KNOWN_FIELDS: readonly { vendor: VendorId; model: RegExp; fields: readonly string[] }[] = [
  {
    vendor: 'openai',
    model: /^gpt-image/,
    fields: [
      'model',
      'prompt',
      'n',
      'size',
      'quality',
      'background',
      'output_format',
      'output_compression',
      'moderation',
      'complexity',
      'safety_identifier',
      'user',
      // Of /images/edits.
      'image[]',
      'mask',
    ],
  },
  {
    vendor: 'black-forest-labs',
    model: /^flux-3/,
    fields: ['prompt', 'aspect_ratio', 'resolution', 'safety_tolerance', 'grounding', 'images', 'version'],
  },
];

/** The first field that the vendor would refuse as unknown. */
export function unknownField({ vendor, model }: Recognised, body: unknown): string | undefined {
  const known = KNOWN_FIELDS.find((rule) => rule.vendor === vendor && rule.model.test(model));
  if (known === undefined || typeof body !== 'object' || body === null) return undefined;
  return Object.keys(body).find((name) => !known.fields.includes(name));
}
