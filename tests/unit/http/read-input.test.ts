import { describe, expect, it } from '@jest/globals';
import { ANYBODY } from '../../../src/access/identify.ts';
import type { Caller } from '../../../src/caller.ts';
import {
  readCancelRequest,
  readChangeRunRequest,
  readCreateKeyRequest,
  readCreateLinkRequest,
  readCreateReferenceRequest,
  readEnhanceRequest,
  readExportQuery,
  readGalleryQuery,
  readGenerateRequest,
  readIdempotencyKey,
  readRequester,
  readRunKey,
  readRunKeyHash,
  readRunListQuery,
  requireOwner,
  requireRequester,
} from '../../../src/http/read-input.ts';
import { refusal } from '../../helpers/refusal.ts';

const requestOf = (body: unknown) => ({
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
  isBase64Encoded: false,
});
const generate = (body: unknown) => readGenerateRequest(requestOf(body));
const enhance = (body: unknown) => readEnhanceRequest(requestOf(body));

const REFERENCE = 'vq2dWAlhmDK5cN0rS8oYtGfJ3uXbE7iZ';

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

  it.each(['generate', 'change', 'combine', 'repaint', 'widen'])('asks for one to %s', (operation) => {
    expect(refusal(() => generate({ operation, references: [REFERENCE] }))).toMatchObject({
      code: 'PROMPT_REQUIRED',
      details: [{ field: 'prompt', message: 'Please write a prompt.' }],
    });
  });

  it.each(['enlarge', 'cut-out'])('asks for none to %s', (operation) => {
    const request = { operation, references: [REFERENCE] };
    expect(generate(request)).toEqual(request);
    expect(refusal(() => generate({ operation, references: [] }))).toMatchObject({
      code: 'INVALID_PARAMETER',
      details: [{ field: 'references' }],
    });
  });

  it('asks for a prompt and names the operation where that is none', () => {
    expect(refusal(() => generate({ operation: 'dance' }))).toMatchObject({
      code: 'PROMPT_REQUIRED',
      details: [{ field: 'prompt' }, { field: 'operation' }],
    });
  });

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

  it('does not take the fault of another field for one of the prompt', () => {
    const long = { prompt: 'a fox', negativePrompt: 'x'.repeat(1001) };
    expect(refusal(() => generate(long))).toMatchObject({
      code: 'INVALID_PARAMETER',
      details: [{ field: 'negativePrompt', message: expect.stringContaining('1000') }],
    });
    const incomplete = { prompt: 'a fox', parent: { jobId: '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f' } };
    expect(refusal(() => generate(incomplete))).toMatchObject({ code: 'INVALID_PARAMETER' });
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

  it.each([
    [undefined, 'PROMPT_REQUIRED', 'Please write a prompt.'],
    ['x'.repeat(1001), 'PROMPT_TOO_LONG', 'The prompt is too long: at most 1000 characters.'],
  ])('speaks of the prompt alone, and lists what else is wrong: %#', (prompt, code, message) => {
    const error = refusal(() => generate({ prompt, seed: 'x' }));
    expect(error).toMatchObject({ code, message });
    expect(error.details).toEqual([
      { field: 'prompt', message },
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

  // A pattern that backtracks would take minutes here, longer than jest gives a test.
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

  it('takes what a search asks for', () => {
    const query = {
      q: '',
      model: '1-a',
      aspectRatio: '16:9',
      from: '2026-11-20',
      to: '2026-11-20T09:30:00.000Z',
    };
    expect(readGalleryQuery({ query })).toEqual(query);
    const seconds = { from: '2026-11-20T09:30:00Z' };
    expect(readGalleryQuery({ query: seconds })).toEqual(seconds);
  });

  it.each([
    [
      { from: 'yesterday' },
      'from must be a day such as 2026-11-20 or a time such as 2026-11-20T09:30:00.000Z.',
    ],
    [{ to: '2026-13-01' }, 'to must be a day such as 2026-11-20 or a time such as 2026-11-20T09:30:00.000Z.'],
    [
      { from: '2026-11-20T09:30' },
      'from must be a day such as 2026-11-20 or a time such as 2026-11-20T09:30:00.000Z.',
    ],
    [{ aspectRatio: '5:4' }, 'aspectRatio must be 1:1, 16:9, 9:16, 4:3, 3:4, 3:2 or 2:3.'],
    [{ q: 'x'.repeat(201) }, 'q must have at most 200 characters.'],
    [
      { q: 'a\u202eb' },
      'q contains characters that are not allowed: control characters or invisible direction marks.',
    ],
    [{ model: '' }, 'model must not be empty.'],
    [{ models: '1-a' }, 'models is not a known field.'],
  ])('says what is wrong with %j', (query, message) => {
    expect(refusal(() => readGalleryQuery({ query })).message).toBe(message);
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

describe('the headers of a run key', () => {
  it.each([
    [readRunKey, 'X-Run-Key', 'a-key_of-22-characters', 'a-key-of-21-character'],
    [readRunKeyHash, 'X-Run-Key-Hash', '0123456789abcdef'.repeat(4), '0123456789ABCDEF'.repeat(4)],
  ])('%p takes a valid one and names what it refuses', (reader, field, valid, invalid) => {
    const given = (value: string) => ({ headers: { [field.toLowerCase()]: value } });
    expect(reader(given(valid))).toBe(valid);
    const message = expect.stringContaining(`${field} must have `);
    expect(refusal(() => reader(given(invalid)))).toMatchObject({
      code: 'INVALID_PARAMETER',
      message,
      details: [{ field, message }],
    });
  });

  it('may be missing, except where a request makes no sense without the key', () => {
    expect([readRunKey({ headers: {} }), readRunKeyHash({ headers: {} })]).toEqual([undefined, undefined]);
    const message = expect.stringContaining('X-Run-Key is missing');
    expect(refusal(() => requireRequester({ headers: {}, caller: ANYBODY }))).toMatchObject({
      code: 'INVALID_PARAMETER',
      message,
      details: [{ field: 'X-Run-Key', message }],
    });
  });
});

describe('on whose behalf a request is sent', () => {
  const runKey = 'a-key_of-22-characters';
  const headers = { 'x-run-key': runKey };
  const admin: Caller = { kind: 'person', id: 'ann', role: 'admin', scopes: ['read', 'admin'] };

  it.each([
    ['anybody with a key', headers, ANYBODY, { runKey, owner: undefined, isAdmin: false }],
    [
      'a person',
      {},
      { ...admin, role: 'member' as const },
      { runKey: undefined, owner: 'ann', isAdmin: false },
    ],
    ['an admin', headers, admin, { runKey, owner: 'ann', isAdmin: true }],
    [
      'a member whose key says more than it may',
      {},
      { ...admin, kind: 'key' as const, role: 'member' as const },
      { runKey: undefined, owner: 'ann', isAdmin: false },
    ],
    [
      'an admin’s key without that scope',
      {},
      { ...admin, kind: 'key' as const, scopes: ['read' as const] },
      { runKey: undefined, owner: 'ann', isAdmin: false },
    ],
  ])('is that of %s', (_, given: Record<string, string>, caller, expected) => {
    expect(readRequester({ headers: given, caller })).toEqual(expected);
    expect(requireRequester({ headers: given, caller })).toEqual(expected);
  });
});

describe('whose everything is asked for', () => {
  const runKey = 'a-key_of-22-characters';
  const ann: Caller = { kind: 'person', id: 'ann', role: 'member', scopes: ['read'] };

  it('is that of a person, or of whoever has a key', () => {
    expect(requireOwner({ headers: {}, caller: ann })).toStrictEqual({ owner: 'ann', runKey: undefined });
    const headers = { 'x-run-key': runKey };
    expect(requireOwner({ headers, caller: ANYBODY })).toStrictEqual({ owner: undefined, runKey });
  });

  it('is not for programs, nor for nobody', () => {
    const program: Caller = { ...ann, kind: 'key' };
    expect(refusal(() => requireOwner({ headers: {}, caller: program }))).toMatchObject({
      code: 'NOT_ALLOWED',
      message: 'A program may not do this. Sign in yourself.',
    });
    expect(refusal(() => requireOwner({ headers: {}, caller: ANYBODY }))).toMatchObject({
      details: [{ field: 'X-Run-Key' }],
    });
  });
});

describe('queries of lists', () => {
  it.each([
    ['runs', readRunListQuery],
    ['an export', readExportQuery],
  ] as const)('of %s have a cursor, and no field that nobody knows', (_what, read) => {
    const cursor = 'A'.repeat(32);
    expect(read({ query: { cursor } })).toEqual({ cursor });
    expect(read({ query: {} })).toEqual({});
    expect(refusal(() => read({ query: { cursor: 'x' } })).code).toBe('INVALID_CURSOR');
    expect(refusal(() => read({ query: { colour: 'red' } })).message).toBe('colour is not a known field.');
  });
});

describe('readCancelRequest', () => {
  it.each([undefined, ''])('takes a body of %j for all models', (body) => {
    expect(readCancelRequest({ headers: {}, body, isBase64Encoded: false })).toEqual({});
  });

  it('takes models, and refuses what is not a list of them', () => {
    expect(readCancelRequest(requestOf({ models: ['1-a'] }))).toEqual({ models: ['1-a'] });
    expect(refusal(() => readCancelRequest(requestOf({ models: 'all' })))).toMatchObject({
      code: 'INVALID_PARAMETER',
      message: 'models must be a list.',
    });
  });
});

describe('other bodies', () => {
  it('come back with their texts normalised', () => {
    expect(readChangeRunRequest(requestOf({ title: ' fu\u0308r das Plakat ' }))).toEqual({
      title: 'für das Plakat',
    });
    const both = { title: 'a', visibility: 'private' };
    expect(readChangeRunRequest(requestOf(both))).toEqual(both);
    expect(readChangeRunRequest(requestOf({ visibility: 'private' }))).toEqual({ visibility: 'private' });
    expect(readCreateKeyRequest(requestOf({ name: ' CI ', scopes: ['draw'] }))).toEqual({
      name: 'CI',
      scopes: ['draw'],
    });
    expect(readCreateLinkRequest(requestOf({ withPrompt: true }))).toEqual({ withPrompt: true });
  });

  it('may be left out where everything of them may', () => {
    expect(readCreateLinkRequest({ headers: {}, body: undefined, isBase64Encoded: false })).toEqual({});
  });

  it.each([
    ['a change', readChangeRunRequest, { visibility: 'secret' }, 'visibility'],
    ['a change', readChangeRunRequest, { colour: 'red' }, 'colour'],
    ['a key', readCreateKeyRequest, { scopes: ['draw'] }, 'name'],
    ['a link', readCreateLinkRequest, { withPrompt: 'yes' }, 'withPrompt'],
    ['a reference', readCreateReferenceRequest, { contentType: 'image/png', bytes: 'many' }, 'bytes'],
    ['a reference', readCreateReferenceRequest, {}, 'body'],
  ] as const)('name the field that is wrong with %s: %#', (_what, read, body, field) => {
    expect(refusal(() => read(requestOf(body)))).toMatchObject({
      code: 'INVALID_PARAMETER',
      details: [{ field, message: expect.any(String) }],
    });
  });
});
