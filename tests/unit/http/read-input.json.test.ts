import { describe, expect, it } from '@jest/globals';
import { RequestError } from '../../../src/errors.ts';
import { MAX_BODY_BYTES, readJsonBody } from '../../../src/http/read-input.ts';
import { refusal } from '../../helpers/refusal.ts';

const codeOf = (attempt: () => unknown) => {
  try {
    attempt();
  } catch (error) {
    return error instanceof RequestError ? error.code : String(error);
  }
  return undefined;
};

describe('readJsonBody', () => {
  const read = (body: string | undefined, contentType = 'application/json', isBase64Encoded = false) =>
    readJsonBody({ headers: { 'content-type': contentType }, body, isBase64Encoded });

  it('parses JSON', () => {
    expect(read('{"prompt":"a fox"}')).toEqual({ prompt: 'a fox' });
  });

  it('decodes base64 bodies', () => {
    expect(read(Buffer.from('{"prompt":"füchse"}').toString('base64'), 'application/json', true)).toEqual({
      prompt: 'füchse',
    });
  });

  it.each([
    'application/json',
    'Application/JSON; charset=UTF-8',
    'application/json;charset="utf-8"',
    'application/json ; charset=utf8',
    'application/json; profile=x; charset=utf-8',
  ])('takes %s', (contentType) => {
    expect(read('{}', contentType)).toEqual({});
  });

  it.each([
    '',
    'text/plain',
    'text/plain; charset=utf-8',
    'application/x-www-form-urlencoded',
    'application/json; charset=latin1',
    'application/json; charset=utf-8-like',
    'application/json; charset="not-utf-8"',
    'application/json; charset=charset=utf-8',
  ])('refuses the content type "%s"', (contentType) => {
    expect(codeOf(() => read('{}', contentType))).toBe('UNSUPPORTED_MEDIA_TYPE');
  });

  it('refuses a missing content type', () => {
    expect(codeOf(() => readJsonBody({ headers: {}, body: '{}', isBase64Encoded: false }))).toBe(
      'UNSUPPORTED_MEDIA_TYPE',
    );
  });

  it.each([undefined, '', '  ', '{', '{"a":}', 'a fox', '\u0000'])('refuses %j as INVALID_JSON', (body) => {
    expect(codeOf(() => read(body))).toBe('INVALID_JSON');
  });

  it('refuses bytes that are not UTF-8', () => {
    const bytes = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    expect(codeOf(() => read(bytes.toString('base64'), 'application/json', true))).toBe('INVALID_JSON');
  });

  it('refuses plain JSON that is flagged as base64', () => {
    expect(codeOf(() => read('{"prompt":"a fox"}', 'application/json', true))).toBe('INVALID_JSON');
  });

  it('takes bodies up to 64 KB and not beyond, counted in bytes', () => {
    expect(MAX_BODY_BYTES).toBe(65_536);
    const filled = (size: number) => `"${'x'.repeat(size - 2)}"`;
    expect(codeOf(() => read(filled(MAX_BODY_BYTES)))).toBeUndefined();
    expect(codeOf(() => read(filled(MAX_BODY_BYTES + 1)))).toBe('PAYLOAD_TOO_LARGE');
    expect(codeOf(() => read(`"${'ä'.repeat(MAX_BODY_BYTES / 2)}"`))).toBe('PAYLOAD_TOO_LARGE');
    expect(codeOf(() => read('x'.repeat(10_000_000)))).toBe('PAYLOAD_TOO_LARGE');
  });

  it('accepts 32 levels of lists and objects and refuses 33, without counting brackets inside strings', () => {
    const nested = (levels: number, value = '') =>
      `${'[{"a":'.repeat(levels / 2)}${value}${'}]'.repeat(levels / 2)}`;
    expect(codeOf(() => read(nested(32, '1')))).toBeUndefined();
    expect(refusal(() => read(nested(32, '[]'))).message).toContain('nested too deeply');
    expect(refusal(() => read(`{"a":${'['.repeat(30_000)}`)).message).toContain('nested too deeply');
    expect(codeOf(() => read(`{"a":"${'['.repeat(100)}\\"${'{'.repeat(100)}"}`))).toBeUndefined();
  });

  it('counts only the levels that are open', () => {
    const siblings = '[],'.repeat(100);
    expect(codeOf(() => read(`[${siblings}${'['.repeat(31)}${']'.repeat(31)}]`))).toBeUndefined();
    expect(codeOf(() => read(`[${siblings}${'['.repeat(32)}${']'.repeat(32)}]`))).toBe('INVALID_JSON');
    expect(codeOf(() => read(`[${'[],{},'.repeat(1000)}[]]`))).toBeUndefined();
  });

  it.each([undefined, '', '  '])('says that a body of %j is empty', (body) => {
    expect(refusal(() => read(body)).message).toBe('The body is empty; send a JSON object.');
  });

  it('keeps __proto__ as a name of its own', () => {
    expect(Object.keys(read('{"__proto__":{"admin":true}}') as object)).toEqual(['__proto__']);
  });
});
