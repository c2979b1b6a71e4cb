import { expect, it } from '@jest/globals';
import { readSigned } from '../../../src/aws/signed-request.ts';

const operation = { service: 'dynamodb', target: 'DynamoDB_20120810.GetItem', input: {} } as const;

/** Answers with these, one after the other. */
const read = (...answers: (Response | Error)[]) =>
  readSigned(
    {
      region: 'eu-central-1',
      endpoint: 'http://127.0.0.1:4566',
      credentials: () => ({ accessKeyId: 'a', secretAccessKey: 'secret', sessionToken: undefined }),
      clock: { now: () => 0 },
      fetchOnce: async () => {
        const answer = answers.shift() ?? new Error('asked once too often');
        if (answer instanceof Response) return answer;
        throw answer;
      },
    },
    operation,
  );

it('asks once more if nothing came, or no good answer', async () => {
  expect(await read(new Error('reset'), Response.json({ a: 1 }))).toEqual({ a: 1 });
  expect(await read(new Response('', { status: 500 }), Response.json({ a: 2 }))).toEqual({ a: 2 });
});

it('fails without a word of the response', async () => {
  const refused = () => new Response('what was in the request', { status: 400 });
  await expect(read(refused(), refused())).rejects.toThrow(/^DynamoDB_20120810.GetItem was answered 400\.$/);
});
