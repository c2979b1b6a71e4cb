import { lookUp } from '../../lib/look-up.ts';
import { type SafeText, safeText } from '../../lib/safe-text.ts';

/** How one kind of server wants the fields that OpenAI's images route does not settle. */
export interface Dialect {
  /** The server as a person reads it. */
  label: SafeText;
  /** Where it is when no `baseUrl` is given. */
  baseUrl: string | undefined;
  /** What makes a server this kind: host, then model. */
  hosts: RegExp;
  models: RegExp | undefined;
  /** Value of `response_format`; `off` sends none. */
  responseFormat: 'off' | 'b64_json' | 'base64' | 'url';
  /** How the shape is asked for; `off` sends none. */
  sizeAs: 'size' | 'width-height' | 'aspect_ratio' | 'off';
  /** Field names; `off` where the server has no such thing, `in-prompt` where it is written into the prompt. */
  seedField: string;
  stepsField: string;
  guidanceField: string;
  negativeField: string;
  /** How something is written into the prompt. */
  inPrompt: 'pipe' | 'extra-args';
  /** Models on this server that refuse every setting but prompt and size. */
  bareModels?: RegExp;
  /** Whose way to take pictures to work on it knows; `off` for none. */
  edits: 'off' | 'xai' | 'together' | 'localai' | 'form';
  /** Whether it documents 503 as "not taken". */
  documents503: boolean;
}

const PLAIN: Dialect = {
  label: safeText`The image server`,
  baseUrl: undefined,
  hosts: /^$/,
  models: undefined,
  responseFormat: 'off',
  sizeAs: 'size',
  seedField: 'off',
  stepsField: 'off',
  guidanceField: 'off',
  negativeField: 'off',
  inPrompt: 'pipe',
  edits: 'off',
  documents503: false,
};

/** Sources: mudler/LocalAI, Together's OpenAPI document, xAI docs, vllm-omni, leejet/stable-diffusion.cpp (2026). */
const DIALECTS: Readonly<Record<string, Dialect>> = {
  openai: PLAIN,
  localai: {
    ...PLAIN,
    label: safeText`LocalAI`,
    hosts: /(?:^|[.-])local-?ai(?:[.-]|$)/,
    edits: 'localai',
    responseFormat: 'b64_json',
    stepsField: 'step',
    // Its prompt is `positive|negative`.
    negativeField: 'in-prompt',
  },
  together: {
    ...PLAIN,
    label: safeText`Together AI`,
    // vercel/ai togetherai: "does not support the seed option".
    bareModels: /^google\//,
    baseUrl: 'https://api.together.ai/v1',
    hosts: /(?:^|\.)together\.(?:ai|xyz)$/,
    edits: 'together',
    responseFormat: 'base64',
    sizeAs: 'width-height',
    seedField: 'seed',
    stepsField: 'steps',
    guidanceField: 'guidance_scale',
    negativeField: 'negative_prompt',
  },
  xai: {
    ...PLAIN,
    label: safeText`xAI`,
    baseUrl: 'https://api.x.ai/v1',
    hosts: /(?:^|\.)x\.ai$/,
    models: /^grok-/,
    edits: 'xai',
    responseFormat: 'b64_json',
    sizeAs: 'aspect_ratio',
  },
  'vllm-omni': {
    ...PLAIN,
    label: safeText`vLLM-Omni`,
    hosts: /(?:^|[.-])vllm(?:[.-]|$)/,
    seedField: 'seed',
    stepsField: 'num_inference_steps',
    guidanceField: 'guidance_scale',
    negativeField: 'negative_prompt',
    documents503: true,
  },
  'stable-diffusion.cpp': {
    ...PLAIN,
    label: safeText`stable-diffusion.cpp`,
    hosts: /(?:^|[.-])sd-server(?:[.-]|$)/,
    edits: 'form',
    seedField: 'in-prompt',
    stepsField: 'in-prompt',
    guidanceField: 'in-prompt',
    negativeField: 'in-prompt',
    inPrompt: 'extra-args',
  },
};

/** Named by `dialect`, else guessed from the host, then from the model, else plain OpenAI. */
export function dialectOf(name: unknown, baseUrl: string | undefined, model: string): Dialect {
  const named = typeof name === 'string' ? lookUp(DIALECTS, name) : undefined;
  if (named !== undefined) return named;
  const host = baseUrl === undefined ? '' : new URL(baseUrl).hostname;
  const all = Object.values(DIALECTS);
  const guessed =
    all.find((dialect) => dialect !== PLAIN && dialect.hosts.test(host)) ??
    all.find((dialect) => dialect.models?.test(model));
  return guessed ?? PLAIN;
}
