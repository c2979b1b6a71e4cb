/** A slot that asks the scripted vendor. */
export interface ExampleSlot {
  name: string;
  /** Path that tells the vendor where the model does not. */
  path?: string;
  /** For vendors that take the role of the function instead of a key. */
  hasNoKey?: true;
  override?: Readonly<Record<string, unknown>>;
}

/** Most slots that a configuration has. */
const ROUND = 20;

/** Every name of the first release, then the newest of every vendor and the servers that people run themselves. */
const SLOTS: readonly ExampleSlot[] = [
  { name: 'DALL-E 3' },
  { name: 'Gemini 2.0' },
  { name: 'Imagen 3.0' },
  { name: 'Nova Canvas', hasNoKey: true },
  { name: 'Stable Diffusion 3.5 Large', hasNoKey: true },
  { name: 'Flux Pro', override: { model: 'flux-pro-1.1' } },
  { name: 'Flux Dev' },
  { name: 'Recraft v3' },
  { name: 'Stable Diffusion Turbo' },
  { name: 'Stable Diffusion Ultra' },
  { name: 'GPT Image 2.6 Flare' },
  { name: 'Nano Banana 2.1' },
  { name: 'Stable Image Ultra (Bedrock)', hasNoKey: true },
  { name: 'FLUX.2 Pro' },
  { name: 'FLUX.3' },
  { name: 'Recraft v4.1' },
  { name: 'Grok Imagine 2.0' },
  { name: 'FLUX.1 Schnell (fal)', path: 'fal' },
  { name: 'FLUX.1 Schnell (Replicate)' },
  { name: 'Seedream 4.5' },
  { name: 'Qwen Image 3.0' },
  { name: 'Nano Banana Pro (OpenRouter)' },
  { name: 'Stable Diffusion WebUI' },
  { name: 'My LocalAI', path: 'localai/v1', override: own('localai', 'sdxl') },
  { name: 'My Together', path: 'together/v1', override: own('together', 'black-forest-labs/FLUX.1-schnell') },
  { name: 'My sd-server', path: 'stable-diffusion.cpp/v1', override: own('stable-diffusion.cpp', 'local') },
];

function own(dialect: string, model: string) {
  return { provider: 'openai-compatible', model, fixed: { dialect } };
}

/** All of them, in as few configurations as hold them, of about the same length. */
export function exampleRounds(): ExampleSlot[][] {
  const rounds = Math.ceil(SLOTS.length / ROUND);
  const length = Math.ceil(SLOTS.length / rounds);
  return Array.from({ length: rounds }, (_, round) => SLOTS.slice(round * length, (round + 1) * length));
}

export interface ExampleOptions {
  slots: readonly ExampleSlot[];
  /** Address of the scripted vendor. */
  url: string;
  keyOf: (slot: number) => string;
  /** Timeouts in seconds by the name of a slot, where they differ from the catalog's. */
  timeouts?: Readonly<Record<string, number>>;
}

/** Template parameters for slots that all ask the scripted vendor. */
export function exampleParameters({
  slots,
  url,
  keyOf,
  timeouts = {},
}: ExampleOptions): Record<string, string | number> {
  const enhancer = slots.findIndex(({ name }) => name === 'GPT Image 2.6 Flare') + 1;
  const parameters: Record<string, string | number> = {
    ModelCount: slots.length,
    PromptModelIndex: enhancer,
  };
  const overrides: Record<string, unknown> = {};
  for (const [index, { name, path, hasNoKey, override }] of slots.entries()) {
    const number = index + 1;
    const timeoutSeconds = timeouts[name];
    parameters[`Model${number}Name`] = name;
    if (!hasNoKey) parameters[`Model${number}Key`] = keyOf(number);
    overrides[number] = {
      ...override,
      // Short: ModelOverrides is a variable of Lambda functions, and those have little room.
      baseUrl: path === undefined ? url : `${url}/${path}`,
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    };
  }
  return { ...parameters, ModelOverrides: JSON.stringify(overrides) };
}
