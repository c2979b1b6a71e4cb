import { expect, it } from '@jest/globals';
import { readSecretSigned } from '../../../src/aws/secret-reader.ts';

const reading = (answer: object) => {
  const sent: unknown[] = [];
  const read = readSecretSigned(
    {
      region: 'eu-central-1',
      endpoint: undefined,
      credentials: () => ({ accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: undefined }),
      clock: { now: () => Date.parse('2026-11-20T09:30:00.000Z') },
      fetchOnce: async (url, init) => {
        const { authorization = '', ...headers } = (init?.headers ?? {}) as Record<string, string>;
        sent.push([String(url), headers, authorization.replace(/Signature=.*/, ''), init?.body]);
        return Response.json(answer);
      },
    },
    'arn:secret',
  );
  return { read, sent };
};

it('sends one signed request for the text of a secret', async () => {
  const { read, sent } = reading({ SecretString: 'the text' });
  expect(await read).toBe('the text');
  expect(sent).toEqual([
    [
      'https://secretsmanager.eu-central-1.amazonaws.com/',
      {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-date': '20261120T093000Z',
        'x-amz-target': 'secretsmanager.GetSecretValue',
      },
      'AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE/20261120/eu-central-1/secretsmanager/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, ',
      '{"SecretId":"arn:secret"}',
    ],
  ]);
});

it('fails if the secret holds no text', async () => {
  await expect(reading({}).read).rejects.toThrow('holds no text');
});
