import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { boundedJson } from '../../../src/lib/bounded-json.ts';
import {
  type AnyText,
  beginningOf,
  decodeBase64,
  isAnyText,
  isLongText,
  type LongText,
} from '../../../src/lib/long-text.ts';

const long = (text: string): AnyText => ({ longText: Buffer.from(text) });
/** More than one piece. */
const picture = Buffer.alloc(1_000_000, 'a picture of many bytes ');

describe('a long text', () => {
  it('is what JSON holds in a text of more than 256 KB, wherever it stands', () => {
    const text = 'x'.repeat(300_000);
    const json = JSON.stringify({ data: [{ b64_json: text }, 'short', `${text}y`] });
    const { data } = boundedJson(Buffer.from(json)) as { data: [{ b64_json: LongText }, string, LongText] };
    const [{ b64_json: first }, second, third] = data;
    expect([isLongText(first), second, isLongText(third)]).toEqual([true, 'short', true]);
    expect(Buffer.from(first.longText).toString()).toBe(text);
    expect(Buffer.from(third.longText).toString()).toBe(`${text}y`);
  });

  it('cannot be pretended', () => {
    const pretended = boundedJson(Buffer.from(JSON.stringify({ longText: [1, 2, 3] })));
    expect([isLongText(pretended), isAnyText(pretended)]).toEqual([false, false]);
    expect([isAnyText('text'), isAnyText(long('text')), isAnyText(undefined)]).toEqual([true, true, false]);
  });

  it('says how it begins', () => {
    expect([beginningOf(long('data:image'), 5), beginningOf('data:image', 5)]).toEqual(['data:', 'data:']);
  });
});

describe('decodeBase64', () => {
  const base64 = picture.toString('base64');

  it.each([
    ['as it is', base64],
    ['in the letters of addresses, without padding', picture.toString('base64url')],
    ['in an address', `data:image/png;base64,${base64}`],
    ['in lines', base64.replace(/.{76}/g, '$&\\r\\n')],
    ['with escaped slashes', base64.replaceAll('/', '\\/')],
    ['in Unicode escapes', base64.replace(/[a-m]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)],
  ])('decodes a long text %s', (_, text) => {
    expect(Buffer.compare(decodeBase64(long(text)), picture)).toBe(0);
  });

  it('decodes a long text where it stands, so that a picture is in memory only once', () => {
    const text = long(base64);
    expect(isLongText(text) && decodeBase64(text).buffer === text.longText.buffer).toBe(true);
  });

  it('decodes long and short texts alike', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(decodeBase64(text)).toEqual(Buffer.from(bytes));
        expect(decodeBase64(long(text))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('ends with whatever is not base64', () => {
    expect(decodeBase64(long('\\'.repeat(1_500_000)))).toHaveLength(0);
    expect(decodeBase64(long('ä'.repeat(1_000_000)))).toHaveLength(0);
  });
});
