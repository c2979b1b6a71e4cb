import { asRecord } from '../../src/lib/record.ts';

/** One vendor's list of its models; asking for it costs nothing. */
export interface ModelList {
  /** As `VendorKeys` and the catalog call the vendor. */
  vendor: string;
  label: string;
  url: string;
  /** `undefined` where the list is open to everybody. */
  headers: ((key: string) => Record<string, string>) | undefined;
  /** The ids of a reply; `undefined` if it is not such a list. */
  read: (reply: unknown) => string[] | undefined;
  /** Which of them draw, by their ids. */
  draws: RegExp;
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

/** `{"data": [{"id": …}]}`, or the list alone. */
function idsOfData(reply: unknown): string[] | undefined {
  const data = Array.isArray(reply) ? reply : asRecord(reply)?.data;
  if (!Array.isArray(data)) return undefined;
  return data.flatMap((item: unknown) => {
    const id = asRecord(item)?.id;
    return typeof id === 'string' ? [id] : [];
  });
}

/** Together lists what each model is for. */
function idsOfPictures(reply: unknown): string[] | undefined {
  const data = Array.isArray(reply) ? reply : asRecord(reply)?.data;
  return Array.isArray(data)
    ? idsOfData(data.filter((item: unknown) => asRecord(item)?.type === 'image'))
    : undefined;
}

/** `{"models": [{"name": "models/gemini-…"}]}` */
function idsOfGoogle(reply: unknown): string[] | undefined {
  const models = asRecord(reply)?.models;
  if (!Array.isArray(models)) return undefined;
  return models.flatMap((item: unknown) => {
    const name = asRecord(item)?.name;
    return typeof name === 'string' ? [name.replace(/^models\//, '')] : [];
  });
}

/** Sources: packages openai 7.57.0, @google/genai 3.3.0, together-ai 0.52.0, @openrouter/sdk 1.3.19; xAI API reference. */
export const MODEL_LISTS: readonly ModelList[] = [
  {
    vendor: 'openai',
    label: 'OpenAI',
    url: 'https://api.openai.com/v1/models',
    headers: bearer,
    read: idsOfData,
    draws: /image|dall-e/,
  },
  {
    vendor: 'google-gemini',
    label: 'Google Gemini',
    url: 'https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000',
    headers: (key) => ({ 'x-goog-api-key': key }),
    read: idsOfGoogle,
    draws: /image|nano-banana/,
  },
  {
    vendor: 'xai',
    label: 'xAI',
    url: 'https://api.x.ai/v1/models',
    headers: bearer,
    read: idsOfData,
    draws: /imagine-image|image/,
  },
  {
    vendor: 'together',
    label: 'Together AI',
    url: 'https://api.together.ai/v1/models',
    headers: bearer,
    read: idsOfPictures,
    draws: /./,
  },
  {
    vendor: 'openrouter',
    label: 'OpenRouter',
    url: 'https://openrouter.ai/api/v1/images/models',
    headers: undefined,
    read: idsOfData,
    draws: /./,
  },
];
