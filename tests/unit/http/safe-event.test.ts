import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { safeEvent } from '../../../src/http/safe-event.ts';
import { exampleEvent, lambdaContext } from '../../helpers/api-event.ts';

describe('safeEvent', () => {
  it('takes over what the gateway sends', () => {
    expect(safeEvent(exampleEvent('status'), lambdaContext)).toMatchObject({
      routeKey: 'GET /status/{jobId}',
      headers: { 'x-correlation-id': 'local-test-1' },
      pathParameters: { jobId: '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f' },
      body: undefined,
      isBase64Encoded: false,
      requestContext: { requestId: 'JKJaXmPLvHcESHA=', http: { method: 'GET', sourceIp: '203.0.113.7' } },
    });
  });

  it('knows headers by their names in small letters', () => {
    expect(safeEvent({ headers: { 'X-Correlation-ID': 'a' } }, {}).headers).toEqual({
      'x-correlation-id': 'a',
    });
  });

  it("falls back to Lambda's request id", () => {
    expect(safeEvent({}, lambdaContext).requestContext.requestId).toBe('lambda-request-1');
  });

  it('takes a parameter called __proto__ for a parameter', () => {
    const event = safeEvent({ queryStringParameters: JSON.parse('{"__proto__":"x","constructor":"y"}') }, {});
    expect(Object.keys(event.queryStringParameters).sort()).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(event.queryStringParameters)).toBeNull();
  });

  it('gives every part its type, whatever comes in', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (event, context) => {
        const safe = safeEvent(event, context);
        expect(typeof safe.requestContext.http.sourceIp).toBe('string');
        expect(typeof safe.requestContext.requestId).toBe('string');
        expect(Object.values(safe.headers).every((value) => typeof value === 'string')).toBe(true);
      }),
    );
  });
});
