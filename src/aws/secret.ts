import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientOptions } from './client-options.ts';

/**
 * The text of a secret. Not remembered here: the caller knows how long it may be.
 * @throws when it cannot be read or holds no text
 */
export async function readSecret(
  arn: string,
  client: SecretsManagerClient = defaultClient(),
): Promise<string> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  if (SecretString === undefined) throw new Error('The secret holds no text.');
  return SecretString;
}

function defaultClient(): SecretsManagerClient {
  return new SecretsManagerClient(clientOptions({ attempts: 4, timeoutMs: 3000 }));
}
