import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redact } from '../../../src/lib/redact.ts';

describe('redact', () => {
  it.each([
    ['Incorrect API key provided: sk-proj-****cdef.', /cdef|sk-proj/],
    ['Key sk-…abcd is wrong', /abcd/],
    ['Key sk-0123...wxyz is wrong', /wxyz|0123/],
    ['Bearer abc.def.ghi refused', /abc\.def/],
    ['See https://platform.openai.com/account?key=1 now', /openai|https/],
    ['Visit help.openai.com or www.bfl.ml/x', /openai|bfl/],
    ['request ID req_0123456789abcdef failed', /0123456789abcdef/],
    ['Project proj_a1b2c3 of org-Zx81kq is locked', /a1b2c3|Zx81kq/],
    ['id 6f1c2d3e-1111-4222-8333-944455556666', /944455556666/],
    ['Write to some.one@example.org', /example|some\.one/],
    ['upstream 10.1.2.3:8080 and [fe80::1:2:3] timed out', /10\.1|fe80/],
    ['arn:aws:bedrock:us-west-2:123456789012:model/x denied', /123456789012/],
    ['AIzaSyA0123456789012345 is not valid', /AIza/],
    ['trace Zm9vYmFyYmF6cXV4cXV1eA1b2c3d4 ended', /Zm9v/],
  ])('cuts from %j', (text, leak) => {
    expect(redact(text)).not.toMatch(leak);
  });

  it('leaves ordinary sentences alone', () => {
    const text =
      'The size 1536x864 is not allowed: 16:9 needs at least 655,360 pixels, see model gpt-image-2.5-flare.';
    expect(redact(text)).toBe(text);
  });

  it('folds white space and takes out control and direction characters', () => {
    expect(redact('a\n\tb\u202ec\u0007d  e')).toBe('a b c d e');
  });

  it('caps the length', () => {
    expect(redact('word '.repeat(500))).toHaveLength(300);
  });

  it('survives a text made to slow patterns down', () => {
    const started = performance.now();
    for (const piece of ['a-', 'a.', '1:', 'sk-', 'x_1', '*', 'http://', '@a', ' '])
      redact(piece.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('cuts the key itself, whole or any telling part of it, wherever it stands', () => {
    const key = fc.string({ unit: fc.constantFrom(...'abcXYZ0189-_'), minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(key, fc.string(), fc.string(), fc.nat(), (secret, before, after, cut) => {
        const part = secret.slice(cut % (secret.length - 12));
        const clean = redact(`${before} ${part} ${after}`, [secret]);
        expect(clean).not.toContain(part);
        expect(clean).not.toContain(part.slice(0, 8));
      }),
      { numRuns: 200 },
    );
  });

  it('takes a missing or empty key for none', () => {
    expect(redact('abc', [undefined, '', ' '])).toBe('abc');
  });
});
