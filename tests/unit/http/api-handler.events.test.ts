import { describe, expect, it, jest } from '@jest/globals';
import type { Context } from 'aws-lambda';
import fc from 'fast-check';
import { isGenerateRequest } from '../../../src/contract/generated/validators.js';
import { readEnhanceRequest, readGalleryQuery } from '../../../src/http/read-input.ts';
import { fresh } from '../../../src/http/respond.ts';
import type { ApiRequest, ApiResponse } from '../../../src/http/types.ts';
import { exampleEvent, lambdaContext, postEvent } from '../../helpers/api-event.ts';
import { handlerOf, read } from '../../helpers/api-route.ts';

describe('what a route sees of an event', () => {
  const seen = async (event: unknown, context: Context = lambdaContext): Promise<ApiRequest> => {
    let request: ApiRequest | undefined;
    const { ask } = handlerOf(async (given) => {
      request = given;
      return fresh({});
    });
    await ask(event, context);
    if (request === undefined) throw new Error('The route was not called.');
    return request;
  };

  it('is what the gateway sent', async () => {
    expect(await seen(exampleEvent('status'))).toMatchObject({
      headers: { 'x-correlation-id': 'local-test-1' },
      pathParameters: { jobId: '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f' },
      body: undefined,
      isBase64Encoded: false,
      sourceAddress: '203.0.113.7',
      requestId: 'JKJaXmPLvHcESHA=',
    });
  });

  it('is when Lambda stops the function', async () => {
    const time = jest.spyOn(Date, 'now').mockReturnValue(1_763_640_000_000);
    const context = { ...lambdaContext, getRemainingTimeInMillis: () => 20_000 };
    const { stopsAt } = await seen(exampleEvent('models'), context).finally(() => time.mockRestore());
    expect(stopsAt).toBe(1_763_640_020_000);
  });

  it("has Lambda's request id where the gateway sent none", async () => {
    expect((await seen({})).requestId).toBe('lambda-request-1');
  });

  it('treats a parameter called __proto__ as a parameter', async () => {
    const { query } = await seen({
      queryStringParameters: JSON.parse('{"__proto__":"x","constructor":"y"}'),
    });
    expect(Object.keys(query).sort()).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(query)).toBeNull();
  });

  it('has the right types, whatever comes in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom('headers', 'body', 'pathParameters'), fc.anything()),
        async (event) => {
          const request = await seen(event);
          expect(typeof request.sourceAddress).toBe('string');
          expect(['string', 'undefined']).toContain(typeof request.body);
          expect(Object.values(request.headers).every((value) => typeof value === 'string')).toBe(true);
        },
      ),
    );
  });
});

describe('any event at all', () => {
  const routes: Record<string, (request: ApiRequest) => Promise<ApiResponse>> = {
    generate: read,
    enhance: async (request) => fresh(readEnhanceRequest(request)),
    gallery: async (request) => fresh(readGalleryQuery(request)),
  };
  const bodies = fc.oneof(
    fc.json(),
    fc.string(),
    fc
      .record({ prompt: fc.anything(), seed: fc.anything(), models: fc.anything() })
      .map((value) => safeJson(value)),
    fc.constantFrom(null, undefined, 5, [], '', '{"prompt":"a"}', '{"__proto__":{}}', '{"prompt":"\\ud800"}'),
  );
  const events = fc.oneof(
    fc.anything(),
    fc.record(
      {
        version: fc.constantFrom('2.0', '1.0', 5, null),
        headers: fc.oneof(
          fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.anything())),
          fc.constantFrom({ 'Content-Type': 'application/json' }, { 'content-type': 'application/json' }),
        ),
        pathParameters: fc.oneof(fc.dictionary(fc.string(), fc.string()), fc.anything()),
        queryStringParameters: fc.oneof(fc.dictionary(fc.string(), fc.string()), fc.anything()),
        requestContext: fc.anything(),
        body: bodies,
        isBase64Encoded: fc.anything(),
      },
      { requiredKeys: [] },
    ),
  );

  it.each(Object.keys(routes))('gets a 2xx or 4xx in the one shape from %s', async (name) => {
    const { ask } = handlerOf(routes[name] ?? read, { method: name === 'gallery' ? 'GET' : 'POST' });
    await fc.assert(
      fc.asyncProperty(events, async (event) => {
        const reply = await ask(event);
        const body = JSON.parse(reply.body);
        expect(reply.headers['Access-Control-Allow-Origin']).toBe('*');
        if (reply.statusCode === 200) return;
        expect(reply.statusCode).toBeGreaterThanOrEqual(400);
        expect(reply.statusCode).toBeLessThan(500);
        expect(body).toMatchObject({ error: expect.any(String), code: expect.any(String) });
      }),
      { numRuns: 300 },
    );
  });

  it('passes a prompt on exactly when the schema takes the body', async () => {
    const { ask } = handlerOf(read, { method: 'POST' });
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(' ', '\u200b'),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (prompt) => {
        const body = JSON.stringify({ prompt });
        const { statusCode } = await ask(postEvent(body));
        expect(statusCode === 200).toBe(isGenerateRequest(JSON.parse(body)));
      }),
      { numRuns: 500 },
    );
  });
});

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
