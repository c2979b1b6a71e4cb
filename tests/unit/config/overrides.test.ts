import { describe, expect, it } from '@jest/globals';
import { parseOverrides } from '../../../src/config/overrides.ts';

const faultsOf = (override: unknown) => parseOverrides({ 3: override }).faults;

describe('ModelOverrides', () => {
  it.each([undefined, null, '', '  ', '{}', {}])('%j means none', (source) => {
    expect(parseOverrides(source)).toEqual({ overrides: new Map(), faults: [] });
  });

  it('reads every setting, from text and from an object', () => {
    const override = {
      provider: 'openai-compatible',
      model: 'sdxl',
      baseUrl: 'https://gpu.example:8443/v1/',
      region: 'us-west-2',
      priceUsd: { low: 0.01, high: 0.02 },
      timeoutSeconds: 60,
      supports: { seed: true, aspectRatios: ['1:1'] },
      sizes: { '1:1': '512x512' },
      fixed: { response_format: 'b64_json', n: 1, raw: false, quality: null },
      textModel: 'llama-4',
    };
    const expected = new Map([[3, { ...override, baseUrl: 'https://gpu.example:8443/v1' }]]);
    expect(parseOverrides({ 3: override })).toEqual({ overrides: expected, faults: [] });
    expect(parseOverrides(JSON.stringify({ 3: override }))).toEqual({ overrides: expected, faults: [] });
  });

  it('reads a single price as both ends', () => {
    expect(parseOverrides({ 3: { priceUsd: 0.5 } }).overrides.get(3)).toEqual({
      priceUsd: { low: 0.5, high: 0.5 },
    });
  });

  it.each(['{', '[]', '"x"', '7', 'null', [], 7])('says what it has to be instead of %j', (source) => {
    expect(parseOverrides(source).faults).toEqual([
      expect.stringMatching(/^ModelOverrides must be a JSON object/),
    ]);
  });

  it('never repeats a value: it could be a key in the wrong place', () => {
    const secret = 'sk-0123456789abcdef';
    for (const source of [
      `{"3": {"model": "${secret}`,
      { 3: { key: secret } },
      { 3: { baseUrl: secret, model: [secret], fixed: [secret] } },
      { 3: secret },
    ]) {
      const { faults } = parseOverrides(source);
      expect(faults.length).toBeGreaterThan(0);
      expect(faults.join('\n')).not.toContain(secret);
    }
  });

  it.each(['0', '21', '03', '1.5', 'x', '-1'])('refuses the model number %j', (number) => {
    expect(parseOverrides({ [number]: {} }).faults).toEqual([
      `ModelOverrides "${number}": the name must be a model number from 1 to 20.`,
    ]);
  });

  it('lists every fault of an entry', () => {
    expect(faultsOf({ provider: 'midjourney', timeoutSeconds: '60', baseURL: 'https://x.example' })).toEqual([
      expect.stringMatching(/^ModelOverrides "3", provider: must be one of .*openai-compatible/),
      'ModelOverrides "3", timeoutSeconds: must be a whole number of seconds from 5 to 280.',
      'ModelOverrides "3", baseURL: there is no such setting. Did you mean baseUrl?',
    ]);
    expect(faultsOf('sdxl')).toEqual(['ModelOverrides "3": must be an object.']);
    expect(faultsOf({ apiKey: 'x' })).toEqual([
      'ModelOverrides "3", apiKey: keys belong into the Model…Key parameters, never in here.',
    ]);
    expect(faultsOf({ zzzzzzzzzz: 1 })).toEqual([
      expect.stringMatching(/no such setting\. Known: provider, model/),
    ]);
  });

  it('takes no field from the prototype of objects', () => {
    expect(parseOverrides('{"3": {"__proto__": {"a": 1}, "constructor": 1}}').faults).toHaveLength(2);
  });

  it.each([
    ['model', ['', ' x', 'x\n', 5, 'x'.repeat(201)]],
    [
      'baseUrl',
      [
        'x',
        'ftp://x.example',
        'file:///etc',
        'https://u:p@x.example',
        'https://x.example?a=1',
        'https://x.example#a',
        7,
      ],
    ],
    ['region', ['', 'US-WEST-2', 'us-west', 7]],
    [
      'priceUsd',
      [-1, '1', Number.NaN, 1001, { low: 2, high: 1 }, { low: 1 }, { low: 1, high: 2, mid: 1 }, null],
    ],
    ['timeoutSeconds', [4, 281, 10.5, null]],
    [
      'supports',
      [[], 'seed', { seed: 1 }, { size: true }, { aspectRatios: ['5:4'] }, { aspectRatios: '1:1' }],
    ],
    ['sizes', [{}, [], { '5:4': '1:1' }, { '1:1': 7 }, { '1:1': '0x5' }]],
    ['fixed', [[], 'x', { a: {} }, { a: [] }, { a: Number.POSITIVE_INFINITY }]],
    ['textModel', ['', 7]],
  ] as const)('refuses a bad %s', (field, values) => {
    for (const value of values) {
      expect([value, faultsOf({ [field]: value }).length]).toEqual([value, 1]);
    }
  });
});
