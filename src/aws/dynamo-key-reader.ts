import { createHash, createHmac } from 'node:crypto';
import type { KeyStore, StoredKey } from '../store/key-store.ts';
import { tableKeys } from '../store/table-keys.ts';
import type { Signer } from './s3-upload-forms.ts';

export interface KeyReaderOptions {
  table: string;
  region: string;
  /** Of the region if `undefined`. */
  endpoint: string | undefined;
  /** Read each time: Lambda renews them. */
  credentials: () => Signer;
  clock: { now(): number };
  fetchOnce?: typeof fetch;
}

const TARGET = 'DynamoDB_20120810.GetItem';
const CONTENT_TYPE = 'application/x-amz-json-1.0';
const TIMEOUT_MS = 2000;
const ATTEMPTS = 2;

/**
 * Reads keys of programs by one signed request each, without the SDK: every function of the API looks keys up, and for some of
 * them the client of DynamoDB would be a third of their code. (AWS: "Create a signed request", Signature Version 4.)
 */
export function dynamoKeyReader(options: KeyReaderOptions): Pick<KeyStore, 'find'> {
  const { table, region, endpoint, fetchOnce = fetch } = options;
  const url = new URL(endpoint ?? `https://dynamodb.${region}.${suffixOf(region)}`);

  const getItem = async (pk: string) => {
    const body = JSON.stringify({ TableName: table, Key: { pk: { S: pk } }, ConsistentRead: true });
    const reply = await fetchOnce(url, {
      method: 'POST',
      headers: signed(options, url.host, body),
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (reply.status === 200) return (await reply.json()) as { Item?: { key?: { S?: string } } };
    // Its body may tell what is in the request.
    throw new Error(`DynamoDB answered ${reply.status}.`);
  };

  return {
    async find(id) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          const text = (await getItem(tableKeys.key(id))).Item?.key?.S;
          return text === undefined ? undefined : (JSON.parse(text) as StoredKey);
        } catch (error) {
          if (attempt === ATTEMPTS) throw error;
        }
      }
    },
  };
}

const suffixOf = (region: string) => (region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com');

function signed({ region, credentials, clock }: KeyReaderOptions, host: string, body: string) {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials();
  const date = new Date(clock.now()).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const headers: Record<string, string> = {
    'content-type': CONTENT_TYPE,
    host,
    'x-amz-date': date,
    ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
    'x-amz-target': TARGET,
  };
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const request = ['POST', '/', '', lines.join(''), names, sha256(body)].join('\n');
  const scope = `${date.slice(0, 8)}/${region}/dynamodb/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(request)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const signature = hmac(key, text).toString('hex');
  const { host: _byFetch, ...sent } = headers;
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (secret: string | Buffer, text: string) => createHmac('sha256', secret).update(text).digest();
