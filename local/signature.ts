import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { CredentialStore } from './credentials.ts';
import type { Caller } from './policies.ts';

type SignedRequest = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** What a request says about its signature (version 4), in headers or, presigned, in the query. */
export interface Signature {
  isPresigned: boolean;
  accessKeyId: string;
  /** `20260101` */
  day: string;
  region: string;
  /** `s3`, `lambda`, `dynamodb` … */
  service: string;
  /** Lower case. */
  signedHeaders: string[];
  /** Hexadecimal. */
  value: string;
  /** `20260101T120000Z` */
  date: string;
  sessionToken: string | undefined;
  /** Seconds that a presigned address is good for. */
  expires: number | undefined;
}

/** Why a request is refused; the names are those of S3. */
export type SignatureFault =
  | 'InvalidAccessKeyId'
  | 'SignatureDoesNotMatch'
  | 'RequestTimeTooSkewed'
  | 'ExpiredToken'
  | 'RequestExpired'
  | 'IncompleteSignature'
  | 'UnsupportedSignature';

const ALGORITHM = 'AWS4-HMAC-SHA256';
/** How far the date of a request may be off, as on AWS. */
const SKEW_MS = 15 * 60_000;
/** The longest that a presigned address may be good for, as on AWS. */
const LONGEST_SECONDS = 7 * 24 * 3600;

/** @returns `undefined` where the request is not signed at all */
export function readSignature({ headers, url }: SignedRequest): Signature | SignatureFault | undefined {
  const query = new URLSearchParams((url ?? '').split('?')[1]);
  if (query.has('AWSAccessKeyId') || headers.authorization?.startsWith('AWS ')) return 'UnsupportedSignature';
  const isPresigned = query.has('X-Amz-Credential') || query.has('X-Amz-Signature');
  if (!isPresigned && headers.authorization === undefined) return undefined;
  const fields = isPresigned ? query : headerFields(headers.authorization ?? '');
  const field = (name: string) => fields.get(isPresigned ? `X-Amz-${name}` : name) ?? '';
  const header = (name: string) => String(headers[name] ?? '');
  const [accessKeyId = '', day = '', region = '', service = '', end = ''] = field('Credential').split('/');
  const algorithm = isPresigned ? field('Algorithm') : header('authorization').split(' ')[0];
  const token = isPresigned ? query.get('X-Amz-Security-Token') : headers['x-amz-security-token'];
  const signature: Signature = {
    isPresigned,
    accessKeyId,
    day,
    region,
    service,
    signedHeaders: field('SignedHeaders').toLowerCase().split(';'),
    value: field('Signature'),
    date: isPresigned ? field('Date') : header('x-amz-date'),
    sessionToken: typeof token === 'string' ? token : undefined,
    expires: isPresigned ? Number(query.get('X-Amz-Expires') ?? Number.NaN) : undefined,
  };
  const isComplete =
    algorithm === ALGORITHM &&
    end === 'aws4_request' &&
    accessKeyId !== '' &&
    service !== '' &&
    signature.date.startsWith(day) &&
    signature.signedHeaders.includes('host');
  return isComplete ? signature : 'IncompleteSignature';
}

/**
 * Who signed a request.
 * @param payloadHash SHA-256 of the body in hexadecimal, or what stands for it
 * @param now milliseconds since the epoch
 */
export function verifySignature(
  request: SignedRequest,
  signature: Signature,
  payloadHash: string,
  store: CredentialStore,
  now: number,
): Caller | SignatureFault {
  const known = store.find(signature.accessKeyId);
  if (!known) return 'InvalidAccessKeyId';
  const { sessionToken, secretAccessKey } = known.credentials;
  const clock = now + known.clockAheadMs;
  if (sessionToken !== signature.sessionToken) return 'ExpiredToken';
  const signedAt = Date.parse(
    signature.date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  if (Number.isNaN(signedAt)) return 'IncompleteSignature';
  if (signature.expires === undefined) {
    // The SDK signs by the clock of the responses once it has seen how far its own is off.
    if (signedAt < now - SKEW_MS || signedAt > clock + SKEW_MS) return 'RequestTimeTooSkewed';
  } else {
    if (!(signature.expires >= 1 && signature.expires <= LONGEST_SECONDS)) return 'IncompleteSignature';
    if (clock > signedAt + signature.expires * 1000 || signedAt > clock + SKEW_MS) return 'RequestExpired';
  }
  const expected = Buffer.from(signatureOf(request, signature, payloadHash, secretAccessKey), 'hex');
  const actual = Buffer.from(signature.value, 'hex');
  const isSame = expected.length === actual.length && timingSafeEqual(expected, actual);
  return isSame ? known.caller : 'SignatureDoesNotMatch';
}

/** The signed policy of a form that uploads one object; field names in lower case. */
export interface SignedForm {
  policy: string;
  algorithm: string;
  credential: string;
  date: string;
  signature: string;
  securityToken: string | undefined;
}

/** Who signed a form. How long it is good for stands in the policy itself. */
export function verifyForm(form: SignedForm, store: CredentialStore): Caller | SignatureFault {
  const [accessKeyId = '', day = '', region = '', service = '', end = ''] = form.credential.split('/');
  if (form.algorithm !== ALGORITHM) return 'UnsupportedSignature';
  if (end !== 'aws4_request' || service !== 's3' || day === '' || !form.date.startsWith(day)) {
    return 'IncompleteSignature';
  }
  const known = store.find(accessKeyId);
  if (!known) return 'InvalidAccessKeyId';
  const { sessionToken, secretAccessKey } = known.credentials;
  if (sessionToken !== form.securityToken) return 'ExpiredToken';
  const key = signingKey(secretAccessKey, `${day}/${region}/s3/aws4_request`);
  const expected = createHmac('sha256', key).update(form.policy).digest();
  const actual = Buffer.from(form.signature, 'hex');
  const isSame = expected.length === actual.length && timingSafeEqual(expected, actual);
  return isSame ? known.caller : 'SignatureDoesNotMatch';
}

function headerFields(authorization: string): Map<string, string> {
  return new Map(
    [...authorization.matchAll(/(\w+)=([^,\s]+)/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

function signatureOf(
  request: SignedRequest,
  signature: Signature,
  payloadHash: string,
  secret: string,
): string {
  const { day, region, service, date } = signature;
  const scope = `${day}/${region}/${service}/aws4_request`;
  const canonical = canonicalRequest(request, signature, payloadHash);
  const toSign = [ALGORITHM, date, scope, hash('sha256', canonical)].join('\n');
  return createHmac('sha256', signingKey(secret, scope)).update(toSign).digest('hex');
}

/** Keys by secret and scope: each takes four hashes, and a day of requests shares it. Made ready for use, which takes longer than that. */
const signingKeys = new Map<string, KeyObject>();
const MOST_SIGNING_KEYS = 500;

function signingKey(secret: string, scope: string): KeyObject {
  const id = `${secret} ${scope}`;
  const known = signingKeys.get(id);
  if (known) return known;
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const bytes = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`);
  const key = createSecretKey(Buffer.from(bytes));
  if (signingKeys.size >= MOST_SIGNING_KEYS) signingKeys.clear();
  signingKeys.set(id, key);
  return key;
}

function canonicalRequest(request: SignedRequest, signature: Signature, payloadHash: string): string {
  const { method = 'GET', url = '/', headers } = request;
  const [path = '/', query = ''] = split(url, '?');
  const values = signature.signedHeaders.map((name) => {
    // A proxy in front of the endpoint has to rewrite the host; what was signed is the original one.
    const value = name === 'host' ? (headers['x-forwarded-host'] ?? headers.host) : headers[name];
    return `${name}:${String(value ?? '')
      .trim()
      .replace(/ +/g, ' ')}\n`;
  });
  return [
    method,
    // S3 signs the path as it is sent, the other services encode it once more.
    signature.service === 's3' ? path : path.split('/').map(encode).join('/'),
    canonicalQuery(query),
    values.join(''),
    signature.signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((part) => part !== '' && !part.startsWith('X-Amz-Signature='))
    .map((part) => split(part, '=').map((text) => encode(decode(text))))
    .sort(([a = '', valueA = ''], [b = '', valueB = '']) => compare(a, b) || compare(valueA, valueB))
    .map(([name = '', value = '']) => `${name}=${value}`)
    .join('&');
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** At the first separator. */
function split(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
