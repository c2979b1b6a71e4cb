import { vendorOf } from '../../src/catalog/lookup.ts';
import models from '../../src/catalog/models.json' with { type: 'json' };
import type { SourcedModelRow } from '../../src/catalog/schema.ts';
import type { Slot } from '../../src/config/slot.ts';
import { resolveSlots } from '../../src/config/slots.ts';
import type { EditOperation } from '../../src/contract/constants.ts';
import type { Margins } from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { IMAGE_PROVIDERS } from '../../src/providers/image-models.ts';
import type { GenerateOptions } from '../../src/providers/types.ts';
import { operationOf } from '../../src/usecases/operation-of.ts';
import { toolEdit } from './edits.ts';
import { fetchFailure, NOW, providerWorld, type ScriptedReply } from './provider-world.ts';

export const KEY = 'key-0123456789-abcdefghij';

/** A row, or a model without one. */
export type Asked = Pick<SourcedModelRow, 'name' | 'provider' | 'model' | 'fixed'>;

export function slotOf(row: Asked): Slot {
  const isListed = (models.models as readonly Asked[]).includes(row);
  const isOwn = vendorOf(row.provider)?.ownServer || !isListed;
  const overrides = {
    1: {
      provider: row.provider,
      model: row.model,
      ...(isOwn && { baseUrl: 'http://192.168.1.20:7860' }),
      ...(!isListed && row.fixed && { fixed: row.fixed }),
    },
  };
  const [slot] = resolveSlots({ count: 1, names: [row.name], overrides, now: NOW }).slots;
  if (slot === undefined) throw new Error(`${row.name} gave no slot.`);
  return slot;
}

/** Every row that is sold and is not a demonstration. */
export const soldRows = (models.models as SourcedModelRow[]).filter(
  ({ provider, status }) => provider !== 'demo' && status !== 'retired',
);

export function rowOf(model: string): SourcedModelRow {
  const found = soldRows.find((row) => row.model === model);
  if (found === undefined) throw new Error(`There is no ${model}.`);
  return found;
}

/** A call of a tool as a worker would plan it, over a vendor that sends these replies. */
export async function toolCall(
  row: Asked,
  operation: EditOperation,
  {
    replies = [fetchFailure('ECONNRESET')],
    pictures = {},
    expand,
    ...options
  }: Partial<GenerateOptions> & {
    replies?: readonly ScriptedReply[];
    pictures?: Readonly<Record<string, Uint8Array>>;
    expand?: Margins;
  } = {},
) {
  const slot = slotOf(row);
  const support = operationOf(slot, operation);
  if (support === undefined) throw new Error(`${row.name} cannot ${operation}.`);
  const edit = await toolEdit(operation, { tool: support.model, expand });
  const world = providerWorld(replies, { key: KEY, pictures });
  const model = IMAGE_PROVIDERS[slot.provider]?.createImageModel({ ...slot.settings, key: KEY }, world.tools);
  if (model === undefined) throw new Error(`There is no provider ${slot.provider}.`);
  const call = model.plan({ prompt: 'a red hat', edit, ...options });
  return { slot, support, model, edit, call, world };
}

/** Files in a request, by the field that they are in, such as `mask` or `images[0].url`. */
export type Files = Map<string, Uint8Array>;

/** The one request that goes out, with `<n> = hash` for each picture, and the pictures themselves. */
export async function toolRequest(
  row: Asked,
  operation: EditOperation,
  options: Parameters<typeof toolCall>[2] = {},
) {
  const { call, world, ...more } = await toolCall(row, operation, options);
  await call.run({ signal: new AbortController().signal }).catch(() => undefined);
  const [first, ...others] = world.calls;
  if (first === undefined || others.length > 0) throw new Error(`${world.calls.length} requests.`);
  const files: Files = new Map();
  const body = await withoutBytes(first.body, files);
  return { request: `${first.method} ${first.url}`, headers: first.headers, body, files, call, ...more };
}

const PNG_START = 'iVBORw0KGgo';

/** Replaces every picture, however it is encoded, by its hash. */
async function withoutBytes(value: unknown, files: Files, name = ''): Promise<unknown> {
  const keep = (bytes: Uint8Array, how: string) => {
    files.set(name, bytes);
    return `${how}<${sha256Hex(bytes)}>`;
  };
  if (value instanceof Blob) {
    const file = value as File;
    return keep(new Uint8Array(await value.arrayBuffer()), `${file.name} ${file.type} `);
  }
  if (typeof value === 'string') {
    const [, type, data = value] = /^data:([^;]+);base64,(.*)$/s.exec(value) ?? [];
    if (!data.startsWith(PNG_START)) return value;
    return keep(new Uint8Array(Buffer.from(data, 'base64')), type === undefined ? '' : `data:${type} `);
  }
  if (Array.isArray(value)) {
    return Promise.all(value.map((part, index) => withoutBytes(part, files, `${name}[${index}]`)));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([field, part]) => [
    field,
    await withoutBytes(part, files, name === '' ? field : `${name}.${field}`),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}
