import { describe, expect, it } from '@jest/globals';
import { parseVendorKeys } from '../../../src/config/vendor-keys.ts';

const keysOf = (text: string) => {
  const { keys, faults } = parseVendorKeys(text);
  expect(faults).toEqual([]);
  return Object.fromEntries(keys);
};

describe('keys of whole vendors', () => {
  it('go by any name of the vendor, however it is written', () => {
    const text = 'OpenRouter=a, fal.ai = id:secret==\nxAI=c,black-forest-labs=d, Google AI=e';
    expect(keysOf(text)).toEqual({
      openrouter: 'a',
      falai: 'id:secret==',
      xai: 'c',
      blackforestlabs: 'd',
      googleai: 'e',
    });
  });

  it.each(['', '  ', 'N/A', 'n/a', ','])('are none in %j', (text) => {
    expect(keysOf(text)).toEqual({});
  });

  it.each([
    ['sk-0123456789', 'write it as vendor=key.'],
    ['openrouter=', 'write it as vendor=key.'],
    ['=sk-0123456789', 'write it as vendor=key.'],
    ['sk-0123456789=openrouter', 'there is no vendor of this name that takes a key. Known: '],
    ['demo=sk-0123456789', 'there is no vendor of this name that takes a key. Known: '],
    ['sdapi=sk-0123456789', 'there is no vendor of this name that takes a key. Known: '],
    ['fal=sk-0123456789 x', 'the key has a letter that no key can have; copy it again.'],
    ['fal=a, fal=sk-0123456789', 'this vendor has a key already.'],
  ])('%s is refused without quoting it', (text, sentence) => {
    const { faults } = parseVendorKeys(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^VendorKeys, entry [12]: /);
    expect(faults[0]).toContain(sentence);
    expect(faults[0]).not.toContain('0123456789');
  });
});
