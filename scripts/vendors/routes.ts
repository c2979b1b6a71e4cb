/** Ids of the scripted vendors; each may also be the first part of a path: `http://…:4600/recraft/v1`. */
const VENDOR_IDS = [
  'openai',
  'google-gemini',
  'google-imagen',
  'bedrock-nova-canvas',
  'bedrock-stability',
  'stability-ai',
  'black-forest-labs',
  'recraft',
  'fal',
  'replicate',
  'bytedance',
  'dashscope',
  'openrouter',
  'sdapi',
  'xai',
  'localai',
  'together',
  'vllm-omni',
  'stable-diffusion.cpp',
] as const;
export type VendorId = (typeof VENDOR_IDS)[number];

/**
 * What a request is to its vendor; only `generate` can be billed as a picture. A vendor that draws in the background
 * is asked by `poll` whether it is done, and by `result` for what became of it where the last poll does not say; a list of
 * models is asked for by `models`, and for the makers of one by `endpoints`.
 */
export type RequestKind = 'generate' | 'enhance' | 'poll' | 'result' | 'download' | 'models' | 'endpoints';

export interface Recognised {
  vendor: VendorId;
  kind: RequestKind;
  model: string;
  prompt: string;
  /** From a path part such as `~down`. */
  pathFault: string | undefined;
  /** Id of the task or picture, for polls and downloads. */
  id: string;
}

interface Route {
  pattern: RegExp;
  read: (
    found: string,
    body: unknown,
    fixed: VendorId | undefined,
  ) => Partial<Recognised> & { vendor: VendorId };
}

/** Whose request this is, by path and body; `undefined` when no vendor has such a route. */
export function recognise(path: string, query: URLSearchParams, body: unknown): Recognised | undefined {
  const parts = path.split('/').filter((part) => part !== '');
  const pathFault = parts.find((part) => part.startsWith('~'))?.slice(1);
  const left = parts.filter((part) => !part.startsWith('~'));
  const fixed = VENDOR_IDS.find((id) => id === left[0]);
  const rest = `/${left.slice(fixed === undefined ? 0 : 1).join('/')}`;
  for (const { pattern, read } of [...ROUTES, ...TOLD_ADDRESSES]) {
    const found = pattern.exec(rest);
    if (found === null) continue;
    const about = read(decodeURIComponent(found[1] ?? ''), body, fixed);
    return {
      kind: 'generate',
      model: '',
      prompt: promptOf(body),
      pathFault,
      id: query.get('id') ?? decodeURIComponent(found.groups?.id ?? ''),
      ...about,
    };
  }
  return undefined;
}

const ROUTES: readonly Route[] = [
  {
    pattern: /\/images\/generations$/,
    read: (_, body, fixed) => {
      const model = textField(body, 'model');
      return { vendor: fixed ?? vendorOfModel(model), model };
    },
  },
  // Of pictures: OpenAI's and xAI's route, and Recraft's.
  {
    pattern: /\/images\/edits$/,
    read: (_, body, fixed) => {
      const model = textField(body, 'model');
      return { vendor: fixed ?? vendorOfModel(model), model };
    },
  },
  {
    pattern: /\/images\/(imageToImage|inpaint|outpaint|crispUpscale|removeBackground)$/,
    read: (route) => ({ vendor: 'recraft', model: route }),
  },
  {
    pattern: /\/images$/,
    read: (_, body) => ({ vendor: 'openrouter', model: textField(body, 'model') }),
  },
  { pattern: /\/images\/models$/, read: () => ({ vendor: 'openrouter', kind: 'models' }) },
  {
    pattern: /\/images\/models\/([^/]+\/[^/]+)\/endpoints$/,
    read: (model) => ({ vendor: 'openrouter', kind: 'endpoints', model }),
  },
  {
    pattern: /\/multimodal-generation\/generation$/,
    read: (_, body) => ({ vendor: 'dashscope', model: textField(body, 'model') }),
  },
  // Its first part is also the id of this vendor.
  { pattern: /\/v1\/txt2img$/, read: () => ({ vendor: 'sdapi', model: 'loaded' }) },
  {
    pattern: /\/chat\/completions$/,
    read: (_, body, fixed) => ({
      vendor: fixed ?? 'openai',
      kind: 'enhance',
      model: textField(body, 'model'),
    }),
  },
  {
    pattern: /\/models\/([^/]+):generateContent$/,
    read: (model, body) => ({
      vendor: 'google-gemini',
      model,
      kind: JSON.stringify(body).includes('"IMAGE"') ? 'generate' : 'enhance',
    }),
  },
  { pattern: /\/models\/([^/]+):predict$/, read: (model) => ({ vendor: 'google-imagen', model }) },
  {
    pattern: /\/model\/([^/]+)\/invoke$/,
    read: (model) => ({
      vendor: model.includes('nova') ? 'bedrock-nova-canvas' : 'bedrock-stability',
      model,
    }),
  },
  {
    pattern: /\/model\/([^/]+)\/converse$/,
    read: (model) => ({ vendor: 'bedrock-stability', kind: 'enhance', model }),
  },
  {
    pattern: /\/stable-image\/generate\/([^/]+)$/,
    read: (route, body) => ({
      vendor: 'stability-ai',
      model: route === 'sd3' ? textField(body, 'model') : route,
    }),
  },
  {
    pattern: /\/stable-image\/((?:edit|upscale)\/[^/]+)$/,
    read: (route) => ({ vendor: 'stability-ai', model: route }),
  },
  { pattern: /\/models\/([^/]+\/[^/]+)\/predictions$/, read: (model) => ({ vendor: 'replicate', model }) },
  { pattern: /^\/((?:fal-ai|bytedance)\/.+)$/, read: (model) => ({ vendor: 'fal', model }) },
  { pattern: /\/(flux-[^/]+)$/, read: (model) => ({ vendor: 'black-forest-labs', model }) },
];

/** The addresses that replies give, as {{pollUrl}}, {{resultUrl}} and {{url}}: the same for every vendor. */
const TOLD_ADDRESSES: readonly Route[] = [
  {
    pattern: /\/tasks\/(?<id>[^/]+)\/status$/,
    read: (_, __, fixed) => ({ vendor: fixed ?? 'black-forest-labs', kind: 'poll' }),
  },
  {
    pattern: /\/tasks\/(?<id>[^/]+)$/,
    read: (_, __, fixed) => ({ vendor: fixed ?? 'black-forest-labs', kind: 'result' }),
  },
  {
    pattern: /\/pictures\/(?<id>[^/]+)\.png$/,
    read: (_, __, fixed) => ({ vendor: fixed ?? 'black-forest-labs', kind: 'download' }),
  },
];

function vendorOfModel(model: string): VendorId {
  if (model.startsWith('recraft')) return 'recraft';
  if (model.startsWith('grok-')) return 'xai';
  if (model.includes('seedream')) return 'bytedance';
  return /^(?:gpt-image|dall-e|chatgpt-image)/.test(model) ? 'openai' : 'localai';
}

function textField(body: unknown, name: string): string {
  const value =
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : '';
}

/** The longest text under a name that vendors use for what a person wrote; the last message of a chat. */
function promptOf(body: unknown): string {
  const texts: string[] = [];
  const walk = (value: unknown, name: string) => {
    if (typeof value === 'string' && /^(?:prompt|text|content)$/.test(name)) texts.push(value);
    else if (Array.isArray(value)) for (const item of value) walk(item, name);
    else if (typeof value === 'object' && value !== null) {
      // Instructions of our own and what to avoid are not what the person wrote.
      if ((value as { role?: unknown }).role === 'system') return;
      for (const [inner, item] of Object.entries(value)) {
        if (!/^(?:system|systemInstruction|negative)/i.test(inner)) walk(item, inner);
      }
    }
  };
  walk(body, '');
  return texts.at(-1) ?? '';
}
