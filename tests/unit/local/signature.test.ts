import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createCredentialStore, ownerCredentials } from '../../../local/credentials.ts';
import { readSignature, type Signature, verifySignature } from '../../../local/signature.ts';
import { temporaryFolder } from '../../helpers/local-stack/start.ts';

/** Examples of "Authenticating requests (AWS Signature Version 4)" in the API reference of S3. */
const OWNER = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const store = createCredentialStore(OWNER);
const MOMENT = Date.UTC(2013, 4, 24);
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const SCOPE = `${OWNER.accessKeyId}/20130524/us-east-1/s3/aws4_request`;

const inHeaders = {
  method: 'GET',
  url: '/test.txt',
  headers: {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': EMPTY,
    'x-amz-date': '20130524T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${SCOPE},SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41`,
  },
};
const presigned = {
  method: 'GET',
  url: `/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(SCOPE)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`,
  headers: { host: 'examplebucket.s3.amazonaws.com' },
};
type Request = typeof presigned | typeof inHeaders;

function verify(request: Request, { now = MOMENT, payload = '' } = {}) {
  const signature = readSignature(request);
  if (typeof signature !== 'object') return signature;
  const hash = payload || (signature.isPresigned ? 'UNSIGNED-PAYLOAD' : EMPTY);
  return verifySignature(request, signature, hash, store, now);
}

describe('a request signed as the documentation of AWS shows', () => {
  it.each([
    ['in headers', inHeaders],
    ['presigned', presigned],
  ])('%s is known to come from the owner', (_how, request) => {
    expect(verify(request)).toEqual({ kind: 'administrator' });
  });

  const changed = (request: Request, change: object) => ({ ...request, ...change }) as Request;
  it.each([
    ['method', changed(inHeaders, { method: 'DELETE' })],
    ['path', changed(inHeaders, { url: '/other.txt' })],
    ['query', changed(inHeaders, { url: '/test.txt?acl' })],
    ['signed header', changed(inHeaders, { headers: { ...inHeaders.headers, range: 'bytes=0-99' } })],
    ['host', changed(presigned, { headers: { host: 'other' } })],
    ['duration', changed(presigned, { url: presigned.url.replace('=86400', '=604800') })],
  ])('is refused with another %s', (_what, request) => {
    expect(verify(request)).toBe('SignatureDoesNotMatch');
  });

  it('is refused with another body', () => {
    expect(verify(inHeaders, { payload: 'f'.repeat(64) })).toBe('SignatureDoesNotMatch');
  });

  it('is refused at another time', () => {
    expect(verify(inHeaders, { now: MOMENT + 16 * 60_000 })).toBe('RequestTimeTooSkewed');
    expect(verify(inHeaders, { now: MOMENT - 16 * 60_000 })).toBe('RequestTimeTooSkewed');
    expect(verify(presigned, { now: MOMENT + 86_400_000 })).toEqual({ kind: 'administrator' });
    expect(verify(presigned, { now: MOMENT + 86_401_000 })).toBe('RequestExpired');
  });

  it('is refused with credentials that were never issued', () => {
    const stranger = inHeaders.headers.authorization.replace(OWNER.accessKeyId, 'AKIASTRANGER');
    const request = changed(inHeaders, { headers: { ...inHeaders.headers, authorization: stranger } });
    expect(verify(request)).toBe('InvalidAccessKeyId');
  });
});

describe('readSignature', () => {
  it('finds none in an unsigned request', () => {
    expect(readSignature({ method: 'GET', url: '/', headers: {} })).toBeUndefined();
  });

  it.each([
    ['an empty query signature', '/?X-Amz-Credential=a/20260101/us-east-1/lambda/aws4_request', {}],
    ['another algorithm', '/', { authorization: 'Bearer x' }],
    [
      'a host that is not signed',
      '/',
      {
        'x-amz-date': '20130524T000000Z',
        authorization: `AWS4-HMAC-SHA256 Credential=${SCOPE}, SignedHeaders=x-amz-date, Signature=00`,
      },
    ],
  ])('refuses %s', (_what, url, headers) => {
    expect(readSignature({ method: 'GET', url, headers })).toBe('IncompleteSignature');
  });

  it.each([
    ['/?AWSAccessKeyId=a&Signature=b&Expires=1', {}],
    ['/', { authorization: 'AWS a:b' }],
  ])('refuses version 2, as buckets of today do', (url, headers) => {
    expect(readSignature({ method: 'GET', url, headers })).toBe('UnsupportedSignature');
  });
});

describe('credentials of a function', () => {
  it('say which function it is until they are revoked', () => {
    const { credentials, revoke } = store.issue('Worker');
    expect(credentials).toMatchObject({ accessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/) });
    expect(store.find(credentials.accessKeyId)?.caller).toEqual({ kind: 'function', logicalId: 'Worker' });
    revoke();
    expect(store.find(credentials.accessKeyId)).toBeUndefined();
  });

  it('need their session token', () => {
    const { credentials } = store.issue('Worker');
    const signature = readSignature(inHeaders) as Signature;
    const withoutToken = { ...signature, accessKeyId: credentials.accessKeyId };
    expect(verifySignature(inHeaders, withoutToken, EMPTY, store, MOMENT)).toBe('ExpiredToken');
  });
});

describe('ownerCredentials', () => {
  const folder = temporaryFolder();
  afterAll(folder.remove);
  const file = join(folder.path, 'credentials.json');

  it('are made once, for their owner only', () => {
    const made = ownerCredentials(file);
    expect(ownerCredentials(file)).toEqual(made);
    expect(made.secretAccessKey).toHaveLength(40);
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
  });

  it('are not made anew behind their owner, but asked for, where the file is damaged', () => {
    writeFileSync(file, '{"accessKeyId": 1}');
    expect(() => ownerCredentials(file)).toThrow(`${file}: these are not credentials. Delete the file`);
  });
});
