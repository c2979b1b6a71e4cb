/** One SDK, asked for the picture of one model as its documentation shows. */
export interface Judge {
  sdk: string;
  /** The model by its name in the catalog. */
  name: string;
  /** What makes our provider ask the scripted vendor. */
  override: object;
  /** Fields of the body in which both may differ, with the reason. */
  apart?: Record<string, string>;
  draw(): Promise<Uint8Array>;
}

export interface JudgeTools {
  /** Of the scripted vendor. */
  url: string;
  key: string;
  prompt: string;
  /** A package of tools/sdks by its entry file. */
  // biome-ignore lint/suspicious/noExplicitAny: the packages are not installed where types are checked
  load: (entry: string) => Promise<any>;
}

const bytesAt = async (address: string) => new Uint8Array(await (await fetch(address)).arrayBuffer());

export function judges({ url, key, prompt, load }: JudgeTools): Judge[] {
  return [
    {
      sdk: 'openai',
      name: 'GPT Image 2',
      override: { baseUrl: `${url}/openai/v1` },
      async draw() {
        const { default: OpenAI } = await load('openai/index.mjs');
        const client = new OpenAI({ apiKey: key, baseURL: `${url}/openai/v1`, maxRetries: 0 });
        const reply = await client.images.generate({
          model: 'gpt-image-2',
          prompt,
          n: 1,
          size: '1536x864',
          quality: 'medium',
          output_format: 'png',
        });
        return Buffer.from(reply.data[0].b64_json, 'base64');
      },
    },
    {
      sdk: '@google/genai',
      name: 'Nano Banana 2.1',
      override: { baseUrl: `${url}/v1beta` },
      async draw() {
        const { GoogleGenAI } = await load('@google/genai/dist/node/index.mjs');
        // Since 3.0 it asks v1 unless told otherwise; v1 refused `responseModalities` (googleapis/js-genai#1322, 2026-02).
        const client = new GoogleGenAI({ apiKey: key, apiVersion: 'v1beta', httpOptions: { baseUrl: url } });
        const reply = await client.models.generateContent({
          model: 'gemini-nano-banana-2.1',
          contents: [{ role: 'user', parts: [{ text: prompt }] }],
          config: { responseModalities: ['IMAGE'], imageConfig: { aspectRatio: '16:9', imageSize: '1K' } },
        });
        const parts: { inlineData?: { data: string } }[] = reply.candidates[0].content.parts;
        return Buffer.from(parts.find((part) => part.inlineData)?.inlineData?.data ?? '', 'base64');
      },
    },
    {
      sdk: 'together-ai',
      name: 'My Together',
      override: {
        provider: 'openai-compatible',
        model: 'black-forest-labs/FLUX.1-schnell',
        baseUrl: `${url}/together/v1`,
        fixed: { dialect: 'together' },
      },
      async draw() {
        const { default: Together } = await load('together-ai/index.mjs');
        const client = new Together({ apiKey: key, baseURL: `${url}/together/v1`, maxRetries: 0 });
        const reply = await client.images.generate({
          model: 'black-forest-labs/FLUX.1-schnell',
          prompt,
          n: 1,
          width: 1344,
          height: 768,
          seed: 7,
          response_format: 'base64',
        });
        return Buffer.from(reply.data[0].b64_json, 'base64');
      },
    },
    {
      sdk: 'replicate',
      name: 'FLUX.1 Schnell (Replicate)',
      override: { baseUrl: url },
      async draw() {
        const { default: Replicate } = await load('replicate/index.js');
        const client = new Replicate({ auth: key, baseUrl: `${url}/v1` });
        const started = await client.predictions.create({
          model: 'black-forest-labs/flux-schnell',
          input: { prompt, aspect_ratio: '16:9', output_format: 'png', seed: 7 },
        });
        for (let next = started.urls.get; ; ) {
          const { status, output } = await (
            await client.fetch(next, { headers: { authorization: key } })
          ).json();
          if (status === 'succeeded') return bytesAt(output[0]);
        }
      },
    },
    {
      sdk: '@fal-ai/client',
      name: 'FLUX.1 Schnell (fal)',
      override: { baseUrl: `${url}/fal` },
      async draw() {
        const { createFalClient } = await load('@fal-ai/client/src/index.js');
        const client = createFalClient({
          credentials: key,
          // Its addresses are fixed; the paths below them are its own.
          fetch: (address: string | URL, init: RequestInit) => {
            const { host, pathname, search } = new URL(String(address));
            const task = /\/requests\/([^/]+)(\/status)?$/.exec(pathname);
            const path = task === null ? `/fal${pathname}` : `/fal/tasks/${task[1]}${task[2] ?? ''}`;
            if (!host.endsWith('fal.run')) throw new Error(`An address outside of fal: ${host}`);
            return fetch(`${url}${path}${search}`, init);
          },
        });
        const { data } = await client.subscribe('fal-ai/flux/schnell', {
          input: { prompt, image_size: { width: 1280, height: 720 }, output_format: 'png', seed: 7 },
          pollInterval: 20,
        });
        return bytesAt(data.images[0].url);
      },
    },
  ];
}
