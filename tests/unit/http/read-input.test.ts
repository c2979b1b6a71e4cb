import { describe, expect, it } from '@jest/globals';
import { RequestError } from '../../../src/errors.ts';
import {
  MAX_BODY_BYTES,
  readEnhanceRequest,
  readGalleryQuery,
  readGenerateRequest,
  readIdempotencyKey,
  readJsonBody,
} from '../../../src/http/read-input.ts';

const requestOf = (body: unknown) => ({
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
  isBase64Encoded: false,
});
const generate = (body: unknown) => readGenerateRequest(requestOf(body));
const enhance = (body: unknown) => readEnhanceRequest(requestOf(body));

function refusal(attempt: () => unknown): RequestError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
  throw new Error('It was taken.');
}

describe('readGenerateRequest', () => {
  it('takes a prompt alone', () => {
    expect(generate({ prompt: 'a fox' })).toEqual({ prompt: 'a fox' });
  });

  it('takes every setting at its bounds', () => {
    const body = {
      prompt: 'x',
      models: ['1-a'],
      aspectRatio: '2:3',
      seed: 0,
      steps: 100,
      guidance: 0,
      control: 2,
    };
    expect(generate(body)).toEqual(body);
  });

  it('trims texts, composes characters and knows one kind of line break', () => {
    expect(generate({ prompt: '  fu\u0308chse\r\nim Schnee\r ', negativePrompt: ' a\r\nb ' })).toEqual({
      prompt: 'füchse\nim Schnee',
      negativePrompt: 'a\nb',
    });
  });

  it('leaves out a blank negative prompt', () => {
    expect(generate({ prompt: 'x', negativePrompt: ' \n' })).toEqual({ prompt: 'x' });
  });

  it.each([{}, { prompt: '' }, { prompt: ' \t\r\n' }, { prompt: '\u200b\ufeff\u3000' }, { prompt: null }])(
    'asks for a prompt where there is nothing to see: %j',
    (body) => {
      expect(refusal(() => generate(body))).toMatchObject({
        code: 'PROMPT_REQUIRED',
        details: [{ field: 'prompt', message: 'Please write a prompt.' }],
      });
    },
  );

  it('takes 1000 characters, counted as people do, and not one more', () => {
    expect(generate({ prompt: '🦊'.repeat(1000) }).prompt).toHaveLength(2000);
    expect(refusal(() => generate({ prompt: '🦊'.repeat(1001) }))).toMatchObject({
      code: 'PROMPT_TOO_LONG',
      message: 'The prompt is too long: at most 1000 characters.',
    });
  });

  it.each(['a\u0000b', 'a\u001bb', 'a\u0085b', 'a\u202eb', 'a\u2066b', 'a\ud800b', '\udc00'])(
    'refuses control characters, lone surrogates and direction marks: %j',
    (prompt) => {
      expect(refusal(() => generate({ prompt })).code).toBe('INVALID_PARAMETER');
      expect(refusal(() => generate({ prompt: 'x', negativePrompt: prompt })).code).toBe('INVALID_PARAMETER');
    },
  );

  it('reports everything that is wrong, in words', () => {
    const error = refusal(() =>
      generate({
        prompt: 'x',
        aspectRatio: '5:4',
        seed: -1,
        steps: 1.5,
        guidance: '7',
        models: ['1-a', '1-a'],
        colour: 'red',
      }),
    );
    expect(error.code).toBe('INVALID_PARAMETER');
    expect(error.details).toEqual(
      expect.arrayContaining([
        { field: 'aspectRatio', message: 'aspectRatio must be 1:1, 16:9, 9:16, 4:3, 3:4, 3:2 or 2:3.' },
        { field: 'seed', message: 'seed must be at least 0.' },
        { field: 'steps', message: 'steps must be a whole number.' },
        { field: 'guidance', message: 'guidance must be a number.' },
        { field: 'models', message: 'models must not contain duplicates.' },
        { field: 'colour', message: 'colour is not a known field.' },
      ]),
    );
    expect(error.details).toHaveLength(6);
  });

  it('counts the faults in its sentence, if there are several', () => {
    expect(refusal(() => generate({ prompt: 'x', seed: -1, steps: 1.5 })).message).toBe(
      '2 things are wrong: seed must be at least 0. steps must be a whole number.',
    );
    expect(refusal(() => generate({ prompt: 'x', seed: -1 })).message).toBe('seed must be at least 0.');
  });

  it('tells a prompt that is not a text, or not allowed, from one that is missing', () => {
    for (const prompt of [7, {}, [' '], 'a\u0000b']) {
      expect(refusal(() => generate({ prompt })).code).toBe('INVALID_PARAMETER');
    }
    expect(refusal(() => generate({ prompt: ' '.repeat(1001) })).code).toBe('PROMPT_REQUIRED');
    // The prompt is in order here; what is blank is another field.
    expect(refusal(() => generate({ prompt: 'x', seed: ' ' })).code).toBe('INVALID_PARAMETER');
  });

  it('names the place inside a list', () => {
    expect(refusal(() => generate({ prompt: 'x', models: ['1-a', 5] })).details).toEqual([
      { field: 'models[1]', message: 'models[1] must be a text.' },
    ]);
  });

  it('takes the index of a picture only for a retry', () => {
    const message = 'index is for retries: name the run in retryOf.';
    expect(refusal(() => generate({ prompt: 'x', index: 0 }))).toMatchObject({
      code: 'INVALID_PARAMETER',
      message,
      details: [{ field: 'index', message }],
    });
    expect(refusal(() => generate({ index: 1 }))).toMatchObject({
      code: 'PROMPT_REQUIRED',
      details: [
        { field: 'prompt', message: 'Please write a prompt.' },
        { field: 'index', message },
      ],
    });
    const retry = { retryOf: '0b9f3c1e-4d1a-4c55-9a55-1f4f6f1e2d3c', index: 1 };
    expect(generate(retry)).toEqual(retry);
    expect(generate({ ...retry, prompt: 'x' })).toEqual({ ...retry, prompt: 'x' });
  });

  it('reports the rest beside a missing prompt', () => {
    expect(refusal(() => generate({ seed: 'x' })).details).toEqual([
      { field: 'prompt', message: 'Please write a prompt.' },
      { field: 'seed', message: 'seed must be a whole number.' },
    ]);
  });

  it.each(['null', '[]', '5', '"a fox"'])('refuses a body of %s', (body) => {
    expect(refusal(() => generate(body))).toMatchObject({
      code: 'INVALID_PARAMETER',
      message: 'body must be a JSON object.',
    });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('refuses a field called %s', (name) => {
    const error = refusal(() => generate(`{"prompt":"x","${name}":{"a":1}}`));
    expect(error).toMatchObject({ code: 'INVALID_PARAMETER', message: `${name} is not a known field.` });
  });

  it('lists at most twenty faults', () => {
    const body = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`field${index}`, 1]));
    expect(refusal(() => generate({ prompt: 'x', ...body })).details).toHaveLength(20);
  });

  it('accepts ip in any form and takes no notice of it', () => {
    expect(generate({ prompt: 'x', ip: '10.0.0.1' }).prompt).toBe('x');
    expect(generate({ prompt: 'x', ip: { a: [1] } }).prompt).toBe('x');
  });

  // Patterns that backtrack would take minutes here, which is longer than a test may.
  it.each([' '.repeat(60_000), 'a'.repeat(60_000), `${'a '.repeat(29_000)}\u0000`])(
    'refuses the longest body that fits in linear time, whatever it is made of',
    (text) => {
      expect(refusal(() => generate({ prompt: text })).code).toMatch(/^PROMPT_|INVALID_/);
    },
  );
});

describe('readEnhanceRequest', () => {
  it('takes up to 500 characters', () => {
    expect(enhance({ prompt: ` ${'x'.repeat(499)}` })).toEqual({ prompt: 'x'.repeat(499) });
    expect(refusal(() => enhance({ prompt: 'x'.repeat(501) })).code).toBe('PROMPT_TOO_LONG');
  });

  it('knows no other field', () => {
    expect(refusal(() => enhance({ prompt: 'x', seed: 1 })).code).toBe('INVALID_PARAMETER');
  });
});

describe('readGalleryQuery', () => {
  const cursor = 'A'.repeat(32);

  it('makes numbers of numbers', () => {
    expect(readGalleryQuery({ query: { limit: '12', cursor } })).toEqual({ limit: 12, cursor });
    expect(readGalleryQuery({ query: {} })).toEqual({});
    expect(readGalleryQuery({ query: { limit: '1' } })).toEqual({ limit: 1 });
    expect(readGalleryQuery({ query: { limit: '100' } })).toEqual({ limit: 100 });
    expect(readGalleryQuery({ query: { cursor } })).toEqual({ cursor });
  });

  it('says what is wrong with a number', () => {
    const messageOf = (limit: string) => refusal(() => readGalleryQuery({ query: { limit } })).message;
    expect(messageOf('-1')).toBe('limit must be at least 1.');
    expect(messageOf('123456789')).toBe('limit must be at most 100.');
    expect(messageOf('1234567890')).toBe('limit must be a whole number.');
    expect(messageOf('5x')).toBe('limit must be a whole number.');
    expect(messageOf('x5')).toBe('limit must be a whole number.');
  });

  it('reports a bad cursor among other faults as one of several', () => {
    const error = refusal(() => readGalleryQuery({ query: { limit: '0', cursor: 'x' } }));
    expect(error.code).toBe('INVALID_PARAMETER');
    expect(error.details?.map(({ field }) => field).sort()).toEqual(['cursor', 'limit']);
  });

  it.each(['0', '101', '-1', '1.5', '1e1', '0x10', '', ' 5', 'many', '1,2'])('refuses limit=%s', (limit) => {
    expect(refusal(() => readGalleryQuery({ query: { limit } })).code).toBe('INVALID_PARAMETER');
  });

  it.each(['', 'abc', 'A'.repeat(33), `${'A'.repeat(31)}=`, '../../etc/passwd'])(
    'refuses the cursor "%s" as such',
    (malformed) => {
      expect(refusal(() => readGalleryQuery({ query: { cursor: malformed } })).code).toBe('INVALID_CURSOR');
    },
  );

  it('refuses what it does not know', () => {
    expect(refusal(() => readGalleryQuery({ query: { page: '2' } })).message).toBe(
      'page is not a known field.',
    );
  });
});

describe('readIdempotencyKey', () => {
  it('may be missing', () => {
    expect(readIdempotencyKey({ headers: {} })).toBeUndefined();
  });

  it.each(['a', 'with spaces inside', '~!"', 'x'.repeat(255)])('accepts %s', (key) => {
    expect(readIdempotencyKey({ headers: { 'idempotency-key': key } })).toBe(key);
  });

  it.each(['', ' a', 'ä', 'a\tb', 'x'.repeat(256)])('refuses %j', (key) => {
    expect(refusal(() => readIdempotencyKey({ headers: { 'idempotency-key': key } }))).toMatchObject({
      code: 'INVALID_PARAMETER',
      details: [{ field: 'Idempotency-Key' }],
    });
  });
});

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
