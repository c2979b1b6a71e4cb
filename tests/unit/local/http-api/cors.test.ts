import { describe, expect, it } from '@jest/globals';
import { answerPreflight, applyCors } from '../../../../local/http-api/cors.ts';

const settings = (allowOrigins: string[]) => ({
  allowOrigins,
  allowMethods: ['GET', 'POST'],
  allowHeaders: [],
  exposeHeaders: [],
  allowCredentials: false,
  maxAge: undefined,
});
const reply = { status: 200, headers: { 'access-control-allow-origin': 'https://own.example' }, body: '' };
const allowed = (answer: { headers: object } | undefined) => Object.entries(answer?.headers ?? {});

describe('CORS of the local HTTP API', () => {
  it('allows * for everybody, even without an Origin', () => {
    const all = settings(['*']);
    expect(applyCors(all, {}, reply).headers).toMatchObject({ 'access-control-allow-origin': '*' });
    expect(answerPreflight(all, 'OPTIONS', {})?.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET,POST',
    });
  });

  it('sends no header to origins that are not on the list', () => {
    const some = settings(['https://a.example']);
    for (const headers of [{}, { origin: 'https://b.example' }]) {
      expect(allowed(applyCors(some, headers, reply))).toEqual([]);
      expect(allowed(answerPreflight(some, 'OPTIONS', headers))).toEqual([]);
    }
    expect(applyCors(some, { origin: 'https://a.example' }, reply).headers).toMatchObject({
      'access-control-allow-origin': 'https://a.example',
    });
  });
});
