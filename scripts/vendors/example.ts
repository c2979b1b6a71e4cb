interface ExampleSlot {
  name: string;
  /** First part of the path under which the scripted vendor plays this slot's vendor; none for Bedrock. */
  path?: string;
  override?: Readonly<Record<string, unknown>>;
}

/** Every name of the first release, then the newest of every vendor and the servers that people run themselves. */
const SLOTS: readonly ExampleSlot[] = [
  { name: 'DALL-E 3', path: 'openai/v1' },
  { name: 'Gemini 2.0', path: 'google-gemini/v1beta' },
  { name: 'Imagen 3.0', path: 'google-imagen/v1beta' },
  { name: 'Nova Canvas', override: { provider: 'bedrock-nova-canvas', model: 'amazon.nova-canvas-v1:0' } },
  { name: 'Stable Diffusion 3.5 Large' },
  { name: 'Flux Pro', path: 'black-forest-labs/v1', override: { model: 'flux-pro-1.1' } },
  { name: 'Flux Dev', path: 'black-forest-labs/v1' },
  { name: 'Recraft v3', path: 'recraft/v1' },
  { name: 'Stable Diffusion Turbo', path: 'stability-ai' },
  { name: 'Stable Diffusion Ultra', path: 'stability-ai' },
  { name: 'GPT Image 2.6 Flare', path: 'openai/v1' },
  { name: 'Nano Banana 2.1', path: 'google-gemini/v1beta' },
  { name: 'Stable Image Ultra (Bedrock)' },
  { name: 'FLUX.2 Pro', path: 'black-forest-labs/v1' },
  { name: 'FLUX.3', path: 'black-forest-labs/v1' },
  { name: 'Recraft v4.1', path: 'recraft/v1' },
  { name: 'Grok Imagine 2.0', path: 'xai/v1' },
  { name: 'My LocalAI', path: 'localai/v1', override: own('localai', 'sdxl') },
  { name: 'My Together', path: 'together/v1', override: own('together', 'black-forest-labs/FLUX.1-schnell') },
  { name: 'My sd-server', path: 'stable-diffusion.cpp/v1', override: own('stable-diffusion.cpp', 'local') },
];

function own(dialect: string, model: string) {
  return { provider: 'openai-compatible', model, fixed: { dialect } };
}

export interface ExampleOptions {
  /** Address of the scripted vendor. */
  url: string;
  keyOf: (slot: number) => string;
  timeoutSeconds?: number;
}

/** Template parameters for twenty slots that all ask the scripted vendor. */
export function exampleParameters({
  url,
  keyOf,
  timeoutSeconds,
}: ExampleOptions): Record<string, string | number> {
  const parameters: Record<string, string | number> = { ModelCount: SLOTS.length, PromptModelIndex: 11 };
  const overrides: Record<string, unknown> = {};
  for (const [index, { name, path, override }] of SLOTS.entries()) {
    const number = index + 1;
    parameters[`Model${number}Name`] = name;
    if (path !== undefined) parameters[`Model${number}Key`] = keyOf(number);
    overrides[number] = {
      ...override,
      ...(path === undefined ? {} : { baseUrl: `${url}/${path}` }),
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    };
  }
  return { ...parameters, ModelOverrides: JSON.stringify(overrides) };
}
