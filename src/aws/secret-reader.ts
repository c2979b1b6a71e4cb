import { readSigned, type SignedRequestOptions } from './signed-request.ts';

/** The text of a secret, read without the client of Secrets Manager. @throws when it cannot be read or holds no text */
export async function readSecretSigned(options: SignedRequestOptions, arn: string): Promise<string> {
  const target = 'secretsmanager.GetSecretValue';
  const input = { SecretId: arn };
  const reply = (await readSigned(options, { service: 'secretsmanager', target, input })) as {
    SecretString?: string;
  };
  if (reply.SecretString === undefined) throw new Error('The secret holds no text.');
  return reply.SecretString;
}
