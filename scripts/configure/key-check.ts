import { normaliseName } from '../../src/catalog/lookup.ts';
import { asRecord } from '../../src/lib/record.ts';

const TIMEOUT_MS = 6000;

/** One request that costs nothing and that only a good key can make. */
export interface KeyCheck {
  /** As the catalog and `VendorKeys` call the vendor. */
  vendor: string;
  label: string;
  /** Variables that the vendor's own SDK reads the key from. */
  variables: readonly string[];
  url: string;
  headers: (key: string) => Record<string, string>;
  /** What is left on the account, where the reply says so. */
  left?: (reply: Record<string, unknown>) => string | undefined;
  /** Where the request is documented. */
  source: string;
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const amount = (value: unknown, text: (number: number) => string) =>
  typeof value === 'number' && Number.isFinite(value) ? text(value) : undefined;

/** Vendors with such a request; fal.ai, ByteDance and Alibaba document none. */
export const KEY_CHECKS: readonly KeyCheck[] = [
  {
    vendor: 'openai',
    label: 'OpenAI',
    variables: ['OPENAI_API_KEY'],
    url: 'https://api.openai.com/v1/models',
    headers: bearer,
    source: 'package openai 7.57.0, models.list',
  },
  {
    vendor: 'google-gemini',
    label: 'Google Gemini',
    variables: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    url: 'https://generativelanguage.googleapis.com/v1beta/models?pageSize=1',
    headers: (key) => ({ 'x-goog-api-key': key }),
    source: 'package @google/genai 3.3.0, models.list',
  },
  {
    vendor: 'xai',
    label: 'xAI',
    variables: ['XAI_API_KEY'],
    url: 'https://api.x.ai/v1/models',
    headers: bearer,
    source: 'xAI API reference, List models',
  },
  {
    vendor: 'together',
    label: 'Together AI',
    variables: ['TOGETHER_API_KEY'],
    url: 'https://api.together.ai/v1/models',
    headers: bearer,
    source: 'package together-ai 0.52.0, models.list',
  },
  {
    vendor: 'recraft',
    label: 'Recraft',
    variables: ['RECRAFT_API_TOKEN'],
    url: 'https://external.api.recraft.ai/v1/users/me',
    headers: bearer,
    left: ({ credits }) => amount(credits, (units) => `$${(units / 1000).toFixed(2)}`),
    source: "Recraft's OpenAPI document, /v1/users/me",
  },
  {
    vendor: 'stability-ai',
    label: 'Stability AI',
    variables: ['STABILITY_API_KEY'],
    url: 'https://api.stability.ai/v1/user/balance',
    headers: bearer,
    left: ({ credits }) => amount(credits, (units) => `$${(units / 100).toFixed(2)}`),
    source: 'Stability AI REST API v1, user/balance',
  },
  {
    vendor: 'replicate',
    label: 'Replicate',
    variables: ['REPLICATE_API_TOKEN'],
    url: 'https://api.replicate.com/v1/account',
    headers: bearer,
    source: 'Replicate HTTP API, account.get',
  },
  {
    vendor: 'openrouter',
    label: 'OpenRouter',
    variables: ['OPENROUTER_API_KEY'],
    url: 'https://openrouter.ai/api/v1/key',
    headers: bearer,
    left: ({ data }) => amount(asRecord(data)?.limit_remaining, (dollars) => `$${dollars.toFixed(2)}`),
    source: 'package @openrouter/sdk 1.3.19, apiKeys.getCurrentKeyMetadata',
  },
  {
    vendor: 'black-forest-labs',
    label: 'Black Forest Labs',
    variables: ['BFL_API_KEY'],
    url: 'https://api.bfl.ai/v1/credits',
    headers: (key) => ({ 'x-key': key }),
    left: ({ credits }) => amount(credits, (units) => `$${(units / 100).toFixed(2)}`),
    source: "Black Forest Labs' OpenAPI document, /v1/credits",
  },
];

/** Where keys of vendors without such a request are looked for. */
export const OTHER_VARIABLES: readonly Pick<KeyCheck, 'vendor' | 'label' | 'variables'>[] = [
  { vendor: 'fal', label: 'fal.ai', variables: ['FAL_KEY'] },
  { vendor: 'bytedance', label: 'ByteDance', variables: ['ARK_API_KEY'] },
  { vendor: 'dashscope', label: 'Alibaba Model Studio', variables: ['DASHSCOPE_API_KEY'] },
];

export type KeyAnswer = { state: 'good'; left: string | undefined } | { state: 'bad' } | { state: 'unknown' };

/** @param names of the vendor, as `vendorNamesOf` gives them */
export function keyCheckOf(names: readonly string[]): KeyCheck | undefined {
  return KEY_CHECKS.find(({ vendor, label }) =>
    [vendor, label].some((name) => names.includes(normaliseName(name))),
  );
}

/** Whether the vendor accepts the key. The key is sent to its own address only and is in no message. */
export async function askAboutKey(
  { url, headers, left }: KeyCheck,
  key: string,
  ask: typeof fetch = askNobody() ?? fetch,
): Promise<KeyAnswer> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const reply = await ask(url, { headers: headers(key), redirect: 'error', signal });
    const body = asRecord(await reply.json().catch(() => undefined)) ?? {};
    if (reply.ok) return { state: 'good', left: left?.(body) };
    // Google and xAI answer 400 to a bad key.
    const isKey = reply.status === 400 && /api[ _-]?key/i.test(JSON.stringify(body));
    return { state: [401, 403].includes(reply.status) || isKey ? 'bad' : 'unknown' };
  } catch {
    return { state: 'unknown' };
  }
}

/** With `PIXEL_PROMPT_OFFLINE`, which tests set, nothing leaves this machine. */
function askNobody(): typeof fetch | undefined {
  if (!process.env.PIXEL_PROMPT_OFFLINE) return undefined;
  return async () => {
    throw new TypeError('offline');
  };
}

/** The answer as a line for the owner. */
export function answerLine(label: string, answer: KeyAnswer): string {
  if (answer.state === 'bad')
    return `${label} does not accept this key. It is kept all the same; check it there.`;
  if (answer.state === 'unknown') return `${label} could not be asked whether this key works.`;
  return `${label} accepts this key${answer.left === undefined ? '' : `; left on it: ${answer.left}`}.`;
}
