import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { boundedJson } from '../../../src/lib/bounded-json.ts';
import type { LongText } from '../../../src/lib/long-text.ts';

const parsed = (text: string) => boundedJson(Buffer.from(text));

describe('boundedJson', () => {
  it('parses what JSON.parse parses', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(parsed(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each(['', 'hello', '{"a":', '"open', '"open\\"', '{"a": 1}}'])('returns undefined for %j', (text) => {
    expect(parsed(text)).toBeUndefined();
  });

  it('does not take brackets and quotation marks inside of texts for structure', () => {
    const text = `${'['.repeat(200)}\\" \\\\`;
    expect(parsed(JSON.stringify({ text }))).toEqual({ text });
  });

  it('reads a picture of 20 MB in base64', () => {
    const bytes = Buffer.from(JSON.stringify({ data: [{ b64_json: 'A'.repeat(20_000_000) }] }));
    const { data } = boundedJson(bytes) as { data: [{ b64_json: LongText }] };
    expect(data[0].b64_json.longText.buffer).toBe(bytes.buffer);
    expect(data[0].b64_json.longText).toHaveLength(20_000_000);
  });

  it('does not parse what nests deeper than 64 levels', () => {
    expect(parsed(`${'['.repeat(64)}${']'.repeat(64)}`)).toBeDefined();
    expect(parsed(`${'['.repeat(65)}${']'.repeat(65)}`)).toBeUndefined();
    expect(parsed('['.repeat(30_000_000))).toBeUndefined();
  });

  it('does not parse millions of parts', () => {
    expect(parsed(`[${'{},'.repeat(1_000_000)}{}]`)).toBeUndefined();
    expect(parsed(`[${'"",'.repeat(1_000_000)}""]`)).toBeUndefined();
  });
});
