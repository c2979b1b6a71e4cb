import { describe, expect, it } from '@jest/globals';
import type { Slot } from '../../../src/config/slot.ts';
import { slotsOf } from '../../../src/handlers/setup.ts';
import { createModel, keyFor } from '../../../src/handlers/vendors.ts';
import type { ModelSettings } from '../../../src/providers/types.ts';

const keysOf = (key: string | undefined) => ({ keyOf: async () => key });
const slotOf = (changes: Partial<Slot>): Slot => {
  const [slot] = slotsOf({ count: 1, names: ['Recraft v3'], overrides: '' });
  if (slot === undefined) throw new Error('There is no slot.');
  return { ...slot, ...changes };
};

describe('keyFor', () => {
  it('gives the key of the slot', async () => {
    expect(await keyFor(slotOf({}), keysOf('secret'))).toBe('secret');
  });

  it('refuses where a key is needed and missing', async () => {
    await expect(keyFor(slotOf({}), keysOf(undefined))).rejects.toMatchObject({
      code: 'BAD_KEY',
      billed: 'no',
    });
  });

  it('is content without where the key is optional', async () => {
    expect(await keyFor(slotOf({ needsKey: 'optional' }), keysOf(undefined))).toBeUndefined();
  });

  it('does not read the secret if no key is needed', async () => {
    const keys = { keyOf: () => Promise.reject(new Error('must not be asked')) };
    expect(await keyFor(slotOf({ needsKey: 'none' }), keys)).toBeUndefined();
  });
});

describe('createModel', () => {
  it("hands the slot's settings and key to its vendor", async () => {
    const seen: ModelSettings[] = [];
    const model = {
      plan: () => ({ sent: {}, warnings: [], run: async () => ({ bytes: new Uint8Array() }) }),
    };
    const recraft = {
      id: 'recraft',
      createImageModel: (settings: ModelSettings) => {
        seen.push(settings);
        return model;
      },
    };
    const slot = slotOf({});
    expect(await createModel({ recraft }, slot, keysOf('secret'))).toBe(model);
    expect(seen).toEqual([{ ...slot.settings, key: 'secret' }]);
  });

  it.each(['http://localhost:7860', 'http://192.168.1.20/v1', 'http://[::1]:8080', 'https://gpu.lan/v1'])(
    'refuses the private server %s unless it is named as one beside the stack',
    async (baseUrl) => {
      const tools: unknown[] = [];
      const recraft = {
        id: 'recraft',
        createImageModel: (_: ModelSettings, given: unknown) => {
          tools.push(given);
          return { plan: () => ({ sent: {}, warnings: [], run: async () => ({ bytes: new Uint8Array() }) }) };
        },
      };
      const { settings } = slotOf({});
      const slot = slotOf({ settings: { ...settings, baseUrl } });
      const create = (hosts?: string[]) => createModel({ recraft }, slot, keysOf('secret'), hosts);
      for (const hosts of [undefined, [], ['10.0.0.1']]) {
        await expect(create(hosts)).rejects.toMatchObject({ code: 'BAD_PARAMETER', billed: 'no' });
      }
      expect(tools).toEqual([]);
      await create(['localhost', '192.168.1.20', '::1', 'gpu.lan']);
      expect(tools).toEqual([expect.objectContaining({ download: expect.any(Function) })]);
    },
  );

  it('refuses an unknown vendor', async () => {
    await expect(createModel({}, slotOf({}), keysOf('secret'))).rejects.toThrow(
      'There is no vendor "recraft".',
    );
  });
});
