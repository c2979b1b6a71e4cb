import { Buffer } from 'node:buffer';
import { checkDelete } from './conditions.ts';
import type { Bucket } from './disk-store.ts';
import { s3Errors } from './errors.ts';
import { listObjects } from './list.ts';
import { bucketArn, type Operation, objectArn, type S3Context, type S3Request } from './request.ts';
import { elements, unescapeXml, type XmlNode, xmlDocument } from './xml.ts';

const OWNER = { ID: 'local', DisplayName: 'local' };
const xml = (body: string) => ({ status: 200, headers: { 'content-type': 'application/xml' }, body });

/** The bucket, when it exists and the caller may. @throws S3Error */
function openBucket(request: S3Request, context: S3Context, action: string, conditions = {}): Bucket {
  const bucket = context.store.bucket(request.bucket);
  if (!context.allows(action, bucketArn(request.bucket), conditions)) throw s3Errors.accessDenied();
  if (!bucket) throw s3Errors.noSuchBucket(request.bucket);
  return bucket;
}

export const listBuckets: Operation = (_request, context) => {
  if (!context.allows('s3:ListAllMyBuckets', 'arn:aws:s3:::*')) throw s3Errors.accessDenied();
  const buckets = context.store
    .buckets()
    .map(({ name, createdAt }) => ({ Name: name, CreationDate: new Date(createdAt).toISOString() }));
  return xml(xmlDocument('ListAllMyBucketsResult', { Owner: OWNER, Buckets: { Bucket: buckets } }));
};

const BUCKET_NAME = /^(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export const createBucket: Operation = (request, context) => {
  if (!BUCKET_NAME.test(request.bucket)) throw s3Errors.invalidBucketName(request.bucket);
  if (!context.allows('s3:CreateBucket', bucketArn(request.bucket))) throw s3Errors.accessDenied();
  context.store.create(request.bucket);
  return { status: 200, headers: { location: `/${request.bucket}` } };
};

export const headBucket: Operation = (request, context) => {
  openBucket(request, context, 's3:ListBucket');
  return { status: 200, headers: { 'x-amz-bucket-region': 'us-east-1' } };
};

export const deleteBucket: Operation = (request, context) => {
  const bucket = openBucket(request, context, 's3:DeleteBucket');
  if (bucket.keys.size() > 0) throw s3Errors.bucketNotEmpty(request.bucket);
  context.store.remove(request.bucket);
  return { status: 204, headers: {} };
};

export const getBucketLocation: Operation = (request, context) => {
  openBucket(request, context, 's3:GetBucketLocation');
  return xml(xmlDocument('LocationConstraint', {}));
};

function readListRequest({ query }: S3Request) {
  const written = query.get('max-keys');
  const maxKeys = written === null ? 1000 : Number(written);
  if (!Number.isInteger(maxKeys) || maxKeys < 0 || written === '') {
    throw s3Errors.invalidArgument('Provided max-keys not an integer or within integer range');
  }
  const encoding = query.get('encoding-type');
  if (encoding !== null && encoding !== 'url')
    throw s3Errors.invalidArgument('Invalid Encoding Method specified in Request');
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    maxKeys,
    encoding: encoding ?? undefined,
    encode: (text: string) => (encoding === 'url' ? urlEncode(text) : text),
  };
}

/** S3 leaves slashes alone. */
const urlEncode = (text: string) =>
  encodeURIComponent(text)
    .replaceAll('%2F', '/')
    .replace(/[!'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

function listConditions({ query }: S3Request) {
  return {
    's3:prefix': query.get('prefix') ?? '',
    's3:delimiter': query.get('delimiter') ?? undefined,
    's3:max-keys': query.get('max-keys') ?? undefined,
  };
}

export const listObjectsV2: Operation = (request, context) => {
  const { query } = request;
  const bucket = openBucket(request, context, 's3:ListBucket', listConditions(request));
  const { prefix, delimiter, maxKeys, encoding, encode } = readListRequest(request);
  const token = query.get('continuation-token') ?? undefined;
  const startAfter = query.get('start-after') ?? undefined;
  const after = token === undefined ? (startAfter ?? '') : readToken(token);
  const page = Math.min(maxKeys, 1000);
  const listing = listObjects(bucket, { prefix, delimiter, after, maxKeys: page });
  return xml(
    xmlDocument('ListBucketResult', {
      Name: request.bucket,
      Prefix: encode(prefix),
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      MaxKeys: maxKeys,
      EncodingType: encoding,
      KeyCount: listing.objects.length + listing.commonPrefixes.length,
      IsTruncated: listing.truncated,
      ContinuationToken: token,
      NextContinuationToken: listing.truncated ? writeToken(listing.last) : undefined,
      StartAfter: startAfter === undefined ? undefined : encode(startAfter),
      Contents: listing.objects.map((object) => ({
        ...describe(object, encode),
        ...(query.get('fetch-owner') === 'true' ? { Owner: OWNER } : {}),
      })),
      CommonPrefixes: listing.commonPrefixes.map((common) => ({ Prefix: encode(common) })),
    }),
  );
};

export const listObjectsV1: Operation = (request, context) => {
  const bucket = openBucket(request, context, 's3:ListBucket', listConditions(request));
  const { prefix, delimiter, maxKeys, encoding, encode } = readListRequest(request);
  const marker = request.query.get('marker') ?? '';
  const listing = listObjects(bucket, { prefix, delimiter, after: marker, maxKeys: Math.min(maxKeys, 1000) });
  return xml(
    xmlDocument('ListBucketResult', {
      Name: request.bucket,
      Prefix: encode(prefix),
      Marker: encode(marker),
      NextMarker: listing.truncated && delimiter !== '' ? encode(listing.last) : undefined,
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      MaxKeys: maxKeys,
      EncodingType: encoding,
      IsTruncated: listing.truncated,
      Contents: listing.objects.map((object) => ({ ...describe(object, encode), Owner: OWNER })),
      CommonPrefixes: listing.commonPrefixes.map((common) => ({ Prefix: encode(common) })),
    }),
  );
};

function describe(
  object: { key: string; lastModified: number; etag: string; size: number },
  encode: (text: string) => string,
): XmlNode {
  return {
    Key: encode(object.key),
    LastModified: new Date(object.lastModified).toISOString(),
    ETag: object.etag,
    Size: object.size,
    StorageClass: 'STANDARD',
  };
}

const TOKEN_PREFIX = 'local:';
const writeToken = (last: string) => Buffer.from(TOKEN_PREFIX + last).toString('base64url');

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (!text.startsWith(TOKEN_PREFIX))
    throw s3Errors.invalidArgument('The continuation token provided is incorrect');
  return text.slice(TOKEN_PREFIX.length);
}

export const deleteObjects: Operation = async (request, context) => {
  const bucket = context.store.bucket(request.bucket);
  if (!bucket) throw s3Errors.noSuchBucket(request.bucket);
  const text = request.body.toString('utf8');
  const entries = elements(text, 'Object');
  if (entries.length === 0 || entries.length > 1000) throw s3Errors.malformedXml();
  const quiet = elements(text, 'Quiet')[0]?.trim() === 'true';
  const deleted: XmlNode[] = [];
  const errors: XmlNode[] = [];
  for (const entry of entries) {
    const key = elements(entry, 'Key')[0];
    if (key === undefined) throw s3Errors.malformedXml();
    if (elements(entry, 'VersionId').length > 0) throw s3Errors.notImplemented('DeleteObjects with versions');
    const name = unescapeXml(key);
    const etag = elements(entry, 'ETag')[0];
    const error = context.allows('s3:DeleteObject', objectArn(request.bucket, name))
      ? await bucket.withLock(name, async () => {
          const refused = checkDelete(etag && unescapeXml(etag), bucket.get(name), name);
          if (!refused) await bucket.remove(name);
          return refused;
        })
      : s3Errors.accessDenied();
    if (error) errors.push({ Key: name, Code: error.code, Message: error.message });
    else deleted.push({ Key: name });
  }
  return xml(xmlDocument('DeleteResult', { Deleted: quiet ? [] : deleted, Error: errors }));
};
