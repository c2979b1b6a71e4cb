import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { compressed } from '../../../src/http/compress.ts';

const body = JSON.stringify({
  results: Array.from({ length: 100 }, (_, index) => ({ model: `Model ${index}` })),
});
const reply = (headers: Record<string, string> = {}) => ({ statusCode: 200, headers, body });
const plainOf = ({ body: text }: { body: string }) =>
  gunzipSync(Buffer.from(text, 'base64')).toString('utf8');

describe('compressing a response', () => {
  it.each(['gzip', 'gzip, deflate, br', 'br;q=1, GZIP;q=0.5', 'br,gzip ; q=0.001', '*', 'br, *;q=0.1'])(
    'sends gzip in base64 to who takes %s',
    (accepted) => {
      const packed = compressed(reply(), accepted);
      expect(packed).toMatchObject({
        statusCode: 200,
        isBase64Encoded: true,
        headers: { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' },
      });
      expect(plainOf(packed)).toBe(body);
      expect(Buffer.byteLength(packed.body, 'base64')).toBeLessThan(body.length / 3);
    },
  );

  it.each([
    undefined,
    '',
    'br',
    'identity',
    'gzip;q=0',
    'gzip; q=0.0, *',
    'gzip;q=0.000',
    '*;q=0',
    'x-gzip-not',
  ])('leaves it alone for who says %s, but tells caches that it could differ', (accepted) => {
    expect(compressed(reply(), accepted)).toEqual(reply({ Vary: 'Accept-Encoding' }));
  });

  it('keeps the other headers', () => {
    for (const accepted of ['gzip', 'br']) {
      expect(compressed(reply({ 'Content-Type': 'application/json' }), accepted).headers).toMatchObject({
        'Content-Type': 'application/json',
        Vary: 'Accept-Encoding',
      });
    }
  });

  it('prefers what is said of gzip to what is said of everything', () => {
    expect(compressed(reply(), 'gzip;q=0, *;q=1').isBase64Encoded).toBeUndefined();
    expect(compressed(reply(), '*;q=0, gzip').isBase64Encoded).toBe(true);
    expect(compressed(reply(), 'gzip;q=0.01').isBase64Encoded).toBe(true);
    expect(compressed(reply(), 'gzip;xq=0').isBase64Encoded).toBe(true);
  });

  it('leaves bodies below 1000 characters alone', () => {
    const short = { statusCode: 200, headers: {}, body: 'x'.repeat(999) };
    expect(compressed(short, 'gzip')).toBe(short);
    expect(compressed({ ...short, body: 'x'.repeat(1000) }, 'gzip').isBase64Encoded).toBe(true);
  });

  it('keeps what else varies, and weakens the ETag', () => {
    const packed = compressed(reply({ Vary: 'Origin', ETag: '"abc"' }), 'gzip');
    expect(packed.headers).toMatchObject({ Vary: 'Origin, Accept-Encoding', ETag: 'W/"abc"' });
    expect(compressed(reply({ ETag: 'W/"abc"' }), 'gzip').headers.ETag).toBe('W/"abc"');
  });
});
