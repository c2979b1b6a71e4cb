import { describe, expect, it } from '@jest/globals';
import { createReply } from '../../../../local/http-api/response-v2.ts';

const reply = (result: unknown) => createReply(JSON.stringify(result), 'id-1');

describe('createReply', () => {
  it('sends status, headers, cookies and body', () => {
    expect(reply({ statusCode: 201, headers: { 'X-A': 1 }, cookies: ['a=1'], body: 'text' })).toEqual({
      status: 201,
      headers: { 'x-a': '1', 'set-cookie': ['a=1'], 'content-type': 'text/plain;charset=UTF-8' },
      body: 'text',
    });
  });

  it('takes a result without statusCode for the JSON body', () => {
    const headers = { 'content-type': 'application/json' };
    expect(reply({ a: 1 })).toEqual({ status: 200, headers, body: '{"a":1}' });
    expect(reply('text')).toEqual({ status: 200, headers, body: 'text' });
  });

  it.each([[{ statusCode: 'x' }], [{ statusCode: 99 }], [{ statusCode: 200, body: { a: 1 } }]])(
    'answers 500 to %j',
    (result) => {
      const { status, body } = reply(result);
      expect([status, JSON.parse(String(body))]).toEqual([
        500,
        {
          message: 'Internal Server Error',
          error: 'Internal Server Error.',
          code: 'INTERNAL',
          requestId: 'id-1',
        },
      ]);
    },
  );
});
