import { describe, expect, it } from '@jest/globals';
import { slotKeys } from '../../../src/config/keys.ts';
import type { Slot } from '../../../src/config/slot.ts';
import { resolveSlots } from '../../../src/config/slots.ts';

const NAMES = ['FLUX.2 Pro', 'GPT Image 2', 'Flux Dev', 'Nano Banana Pro (OpenRouter)'];
const { slots } = resolveSlots({
  count: NAMES.length,
  names: NAMES,
  overrides: '',
  now: Date.parse('2026-11-20'),
});
const slot = (number: number) => slots[number - 1] as Slot;

function keysFrom(...answers: (string | Error)[]) {
  let now = 0;
  const asked: string[] = [];
  const keys = slotKeys({
    slots,
    secretArn: 'arn:secret',
    clock: { now: () => now },
    readSecret: async (arn) => {
      asked.push(arn);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer instanceof Error) throw answer;
      return answer ?? '';
    },
  });
  return {
    keys,
    asked,
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

describe('slotKeys', () => {
  it('gives the key of a slot, else that of another slot of the same vendor', async () => {
    const { keys } = keysFrom(JSON.stringify({ 2: 'second', 3: 'third' }));
    expect(await keys.keyOf(slot(3))).toBe('third');
    expect(await keys.keyOf(slot(1))).toBe('third');
    expect(await keys.keyOf(slot(2))).toBe('second');
    expect(await keys.keyOf(slot(4))).toBeUndefined();
  });

  it('takes the key of the vendor after its own, and before those of other slots', async () => {
    const secret = { 3: 'third', vendors: 'OpenRouter=of-openrouter, bfl=id:secret=' };
    const { keys } = keysFrom(JSON.stringify(secret));
    expect(await keys.keyOf(slot(4))).toBe('of-openrouter');
    expect(await keys.keyOf(slot(3))).toBe('third');
    expect(await keys.keyOf(slot(1))).toBe('id:secret=');
    expect(await keys.keyOf(slot(2))).toBeUndefined();
  });

  it.each(['""', '"N/A"', '7'])('takes %s for no keys of vendors', async (vendors) => {
    const { keys } = keysFrom(`{"vendors": ${vendors}}`);
    expect(await keys.keyOf(slot(4))).toBeUndefined();
  });

  it('gives the key of a slot, with any character in it', async () => {
    const { keys } = keysFrom('{"1":"sk-\\"quoted\\" \\\\ key","2":"b"}');
    expect(await keys.keyOf(slot(1))).toBe('sk-"quoted" \\ key');
  });

  it.each(['""', '"N/A"', '"n/a"', '"  "', '5', 'null'])('takes %s for no key', async (value) => {
    const { keys } = keysFrom(`{"1":${value}}`);
    expect(await keys.keyOf(slot(1))).toBeUndefined();
    expect(await keys.keyOf(slot(2))).toBeUndefined();
  });

  it('reads the secret on first use, once for many callers at the same time', async () => {
    const { keys, asked } = keysFrom('{"1":"a"}');
    expect(asked).toEqual([]);
    await Promise.all([keys.keyOf(slot(1)), keys.keyOf(slot(2)), keys.keyOf(slot(1))]);
    expect(asked).toEqual(['arn:secret']);
  });

  it('reads it again after five minutes', async () => {
    const { keys, asked, wait } = keysFrom('{"1":"old"}', '{"1":"new"}');
    await keys.keyOf(slot(1));
    wait(299_000);
    expect(await keys.keyOf(slot(1))).toBe('old');
    wait(2000);
    expect(await keys.keyOf(slot(1))).toBe('new');
    expect(asked).toHaveLength(2);
  });

  it('keeps using the old keys while the secret cannot be read', async () => {
    const { keys, wait } = keysFrom('{"1":"old"}', new Error('throttled'));
    await keys.keyOf(slot(1));
    wait(301_000);
    expect(await keys.keyOf(slot(1))).toBe('old');
  });

  it('fails if it has never been read, and tries again next time', async () => {
    const { keys } = keysFrom(new Error('throttled'), '{"1":"a"}');
    await expect(keys.keyOf(slot(1))).rejects.toThrow('throttled');
    expect(await keys.keyOf(slot(1))).toBe('a');
  });

  it.each(['not json: sk-secret', '["sk-secret"]', '"sk-secret"', 'null'])(
    'refuses %s without quoting it',
    async (text) => {
      const error = await keysFrom(text)
        .keys.keyOf(slot(1))
        .catch((thrown: unknown) => thrown);
      expect(error).toHaveProperty('name', 'ConfigurationError');
      expect(String(error)).not.toContain('sk-secret');
    },
  );
});
