import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type VendorText, vendorPrompt, vendorWords } from '../../../src/lib/vendor-text.ts';

const wordsOf = (text: string, secrets: (string | undefined)[] = []) => vendorWords(text, secrets) ?? '';

describe('vendorWords', () => {
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
    expect(wordsOf(text)).not.toMatch(leak);
  });

  it('leaves ordinary sentences alone', () => {
    const text =
      'The size 1536x864 is not allowed: 16:9 needs at least 655,360 pixels, see model gpt-image-2.5-flare.';
    expect(wordsOf(text)).toBe(text);
  });

  it('folds white space and takes out control and direction characters', () => {
    expect(wordsOf('a\n\tb\u202ec\u0007d  e')).toBe('a bc d e');
  });

  it('caps the length', () => {
    expect(wordsOf('word '.repeat(500))).toHaveLength(300);
  });

  it('reads only the beginning of a text, so that none can keep the patterns busy', () => {
    for (const piece of ['a-', 'a.', '1:', 'sk-', 'x_1', '*', 'http://', '@a', ' ', '&#', '%2']) {
      expect(wordsOf(piece.repeat(4_000_000)).length).toBeLessThanOrEqual(300);
    }
  });

  it('cuts the key itself, whole or any telling part of it, wherever it stands', () => {
    const key = fc.string({ unit: fc.constantFrom(...'abcXYZ0189-_'), minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(key, fc.string(), fc.string(), fc.nat(), (secret, before, after, cut) => {
        const part = secret.slice(cut % (secret.length - 12));
        const clean = wordsOf(`${before} ${part} ${after}`, [secret]);
        expect(clean).not.toContain(part);
        expect(clean).not.toContain(part.slice(0, 8));
      }),
      { numRuns: 200 },
    );
  });

  it('takes a missing or empty key for none', () => {
    expect(wordsOf('abc', [undefined, '', ' '])).toBe('abc');
  });

  const secret = 'sk-proj-ALPHA1234567890abcdefBETA';
  const escaped = (write: (code: string) => string) =>
    [...secret].map((letter) => write(letter.charCodeAt(0).toString(16).padStart(4, '0'))).join('');
  const groups = (text: string, size: number, between: string) =>
    (text.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(between);
  it.each([
    ['spaces between its letters', [...secret].join(' ')],
    ['invisible characters between its letters', [...secret].join('\u200b')],
    ['groups with commas', groups(secret, 5, ', ')],
    ['HTML entities', escaped((code) => `&#x${code};`)],
    ['decimal HTML entities', escaped((code) => `&#${Number.parseInt(code, 16)};`)],
    ['JSON escapes', escaped((code) => `\\u${code}`)],
    ['percent signs', encodeURIComponent(secret).replaceAll('-', '%2D')],
    [
      'full-width letters',
      [...secret].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join(''),
    ],
    ['base64 in groups', groups(Buffer.from(`x ${secret} y`).toString('base64'), 18, ' ')],
    ['base64 at another offset', Buffer.from(`ab${secret}`).toString('base64')],
    ['hexadecimal', Buffer.from(secret).toString('hex')],
    ['capitals', secret.toUpperCase()],
    ['long HTML entities', escaped((code) => `&#x0000${code};`)],
    ['long escapes', escaped((code) => `\\U0000${code}`)],
    ['octal escapes', escaped((code) => `\\${Number.parseInt(code, 16).toString(8)}`)],
    ['percent signs of percent signs', escaped((code) => `%2525${code.slice(2)}`)],
    ['percent signs of old scripts', escaped((code) => `%u${code}`)],
    ['quoted-printable', escaped((code) => `=${code.slice(2).toUpperCase()}`)],
    ['hexadecimal in pairs', escaped((code) => `${code.slice(2)}:`)],
    ['base64 for addresses', Buffer.from(`??>${secret}`).toString('base64url')],
    ['a key backwards', [...secret].reverse().join('')],
    ['base32', 'ONVS24DSN5VC2QKMKBEECMJSGM2DKNRXHA4TAYLCMNSGKZSCIVKEC==='],
    ['ROT13', 'fx-cebw-NYCUN1234567890nopqrsORGN'],
  ])('cuts the key in the disguise of %s', (_, disguised) => {
    const clean = wordsOf(`The key ${disguised} is wrong.`, [secret]);
    const letters = clean
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '');
    expect(letters.replaceAll('key', '')).toMatch(/^the.{0,8}iswrong$/);
  });
});

describe('every text of a vendor', () => {
  const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
  const secrets = fc.string({ unit: letters, minLength: 24, maxLength: 64 }).map((rest) => `sk-${rest}`);
  const hex = (letter: string) => letter.charCodeAt(0).toString(16);
  /** How one letter of a key may be written. */
  const DISGUISES: ((letter: string) => string)[] = [
    (letter) => letter,
    (letter) => `${letter} `,
    (letter) => `${letter}, `,
    (letter) => `${letter}\u200b`,
    (letter) => `${letter}\u2060\u00ad`,
    (letter) => `\u202e${letter}\u202c`,
    (letter) => `${letter}\n`,
    (letter) => `&#${letter.charCodeAt(0)};`,
    (letter) => `&#x${hex(letter)};`,
    (letter) => `\\u00${hex(letter)}`,
    (letter) => `\\u{00${hex(letter)}}`,
    (letter) => `\\x${hex(letter)}`,
    (letter) => `%${hex(letter)}`,
    (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0),
    (letter) => letter.toUpperCase(),
  ];
  const disguised = fc.tuple(
    secrets,
    fc.array(fc.constantFrom(...DISGUISES), { minLength: 7, maxLength: 7 }),
  );
  /** Undoes the disguises, so that the test compares what a reader could piece together. */
  const readable = (text: string) =>
    text
      .replace(
        /&#x([0-9a-f]+);|\\u\{?00([0-9a-f]{2})\}?|\\x([0-9a-f]{2})|%([0-9a-f]{2})/gi,
        (_, ...codes: (string | undefined)[]) =>
          String.fromCharCode(Number.parseInt(codes.find((code) => typeof code === 'string') ?? '', 16)),
      )
      .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '');

  it.each([
    ['words', vendorWords],
    ['prompts', vendorPrompt],
  ])('hides the key in any mixture of disguises: %s', (_, door) => {
    fc.assert(
      fc.property(disguised, fc.string(), fc.string(), ([secret, disguises], before, after) => {
        const written = [...secret].map((letter, at) => (disguises[at % 7] ?? String)(letter)).join('');
        const found = readable(door(`${before} ${written} ${after}`, [secret]) ?? '');
        const plain = readable(secret);
        for (let at = 0; at + 10 <= plain.length; at += 1)
          expect(found).not.toContain(plain.slice(at, at + 10));
      }),
      { numRuns: 300 },
    );
  });

  it('comes out short, in one direction, without control characters and whole', () => {
    const nasty = fc.string({
      unit: fc.oneof(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        fc.constantFrom(
          '\u202e',
          '\u2066',
          '\u200f',
          '\u0000',
          '\u001b[31m',
          '\ud800',
          '\u{e0041}',
          '\r',
          '\u2028',
          '👨‍👩‍👧',
        ),
      ),
      maxLength: 3000,
    });
    fc.assert(
      fc.property(nasty, (text) => {
        const words = vendorWords(text, []) ?? '';
        expect(words.length).toBeLessThanOrEqual(300);
        expect(words).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        const prompt = vendorPrompt(text, []) ?? '';
        expect([...prompt].length).toBeLessThanOrEqual(2000);
        expect(prompt).not.toMatch(
          /[^\P{Cc}\n\t]|[\u200e\u200f\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u,
        );
        expect([words.isWellFormed(), prompt.isWellFormed()]).toEqual([true, true]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('vendorPrompt', () => {
  it('keeps what prompts may speak of: addresses, ids, line breaks, joined emoji, other scripts', () => {
    const prompt =
      'A poster for example.com, seat 12.1.1.1\nA family 👨‍👩‍👧 at نمی‌خواهم… wait…what, user-friendly';
    expect(vendorPrompt(prompt, ['sk-0123456789abcdef'])).toBe(prompt);
  });

  it('cuts keys, control characters and what turns the direction of text', () => {
    const text =
      'a fox \u202Edesrever\u202C and sk-secretkey-ALPHA-1234567890abcdef\u0000, \ufeffAIzaSyZZ99887766554433';
    expect(vendorPrompt(text, ['sk-secretkey-ALPHA-1234567890abcdef'])).toBe(
      'a fox desrever and [key], [key]',
    );
  });

  it('caps the length between words', () => {
    expect(vendorPrompt('word '.repeat(1_400_000), [])).toHaveLength(1999);
    expect(vendorPrompt('word '.repeat(10), [], 12)).toBe('word word');
  });

  it('is empty if nothing is left', () => {
    for (const text of [' ', '\u200b', 7, null, undefined]) expect(vendorPrompt(text, [])).toBeUndefined();
    for (const text of [' ', '\u200b', 7, null, undefined]) expect(vendorWords(text, [])).toBeUndefined();
  });
});

describe('VendorText', () => {
  it('is made by the two functions only', () => {
    // @ts-expect-error A text that has not passed them is not a VendorText.
    const unsafe: VendorText = 'raw';
    const safe: VendorText | undefined = vendorWords('raw', []);
    expect([unsafe, safe]).toEqual(['raw', 'raw']);
  });
});
