import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { readSecret } from '../../../src/aws/secret.ts';

const client = new SecretsManagerClient({ region: 'us-east-1' });
const secrets = mockClient(client);

describe('reading a secret', () => {
  beforeEach(() => {
    secrets.reset();
  });

  it('gives its text', async () => {
    secrets.on(GetSecretValueCommand, { SecretId: 'arn' }).resolves({ SecretString: '{"1":"k"}' });
    expect(await readSecret('arn', client)).toBe('{"1":"k"}');
  });

  it('throws if there is no text or no permission', async () => {
    secrets.on(GetSecretValueCommand).resolves({ SecretBinary: Uint8Array.of(1) });
    await expect(readSecret('arn', client)).rejects.toThrow('no text');
    secrets.on(GetSecretValueCommand).rejects(new Error('AccessDenied'));
    await expect(readSecret('arn', client)).rejects.toThrow('AccessDenied');
  });
});
