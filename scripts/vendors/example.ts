interface ExampleSlot {
  name: string;
  /**
   * Where the scripted vendor plays this slot's vendor. Mostly the model tells which that is; a longer text would not
   * fit: ModelOverrides is a variable of Lambda functions. None for Bedrock, whose address is not a slot's matter.
   */
  path?: string;
  override?: Readonly<Record<string, unknown>>;
}

/** Every name of the first release, then the newest of every vendor and the servers that people run themselves. */
const SLOTS: readonly ExampleSlot[] = [
  { name: 'DALL-E 3', path: '' },
  { name: 'Gemini 2.0', path: '' },
  { name: 'Imagen 3.0', path: '' },
  { name: 'Nova Canvas', override: { provider: 'bedrock-nova-canvas', model: 'amazon.nova-canvas-v1:0' } },
  { name: 'Stable Diffusion 3.5 Large' },
  { name: 'Flux Pro', path: '', override: { model: 'flux-pro-1.1' } },
  { name: 'Flux Dev', path: '' },
  { name: 'Recraft v3', path: '' },
  { name: 'Stable Diffusion Turbo', path: '' },
  { name: 'Stable Diffusion Ultra', path: '' },
  { name: 'GPT Image 2.6 Flare', path: '' },
  { name: 'Nano Banana 2.1', path: '' },
  { name: 'Stable Image Ultra (Bedrock)' },
  { name: 'FLUX.2 Pro', path: '' },
  { name: 'FLUX.3', path: '' },
  { name: 'Recraft v4.1', path: '' },
  { name: 'Grok Imagine 2.0', path: '' },
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
  /** Seconds by slot number, where not those of the catalog. */
  timeouts?: Readonly<Record<number, number>>;
}

/** Template parameters for twenty slots that all ask the scripted vendor. */
export function exampleParameters({
  url,
  keyOf,
  timeouts = {},
}: ExampleOptions): Record<string, string | number> {
  const parameters: Record<string, string | number> = { ModelCount: SLOTS.length, PromptModelIndex: 11 };
  const overrides: Record<string, unknown> = {};
  for (const [index, { name, path, override }] of SLOTS.entries()) {
    const number = index + 1;
    parameters[`Model${number}Name`] = name;
    if (path !== undefined) parameters[`Model${number}Key`] = keyOf(number);
    const timeoutSeconds = timeouts[number];
    const entry = {
      ...override,
      ...(path === undefined ? {} : { baseUrl: path === '' ? url : `${url}/${path}` }),
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    };
    if (Object.keys(entry).length > 0) overrides[number] = entry;
  }
  return { ...parameters, ModelOverrides: JSON.stringify(overrides) };
}
