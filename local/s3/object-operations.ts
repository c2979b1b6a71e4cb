import type { IncomingHttpHeaders } from 'node:http';
import { readUpload } from './body.ts';
import { CHECKSUMS } from './checksums.ts';
import { checkDelete, checkRead, checkWrite } from './conditions.ts';
import type { Attributes, Bucket, StoredObject } from './disk-store.ts';
import { s3Errors } from './errors.ts';
import { readRange } from './range.ts';
import { bucketArn, type Operation, objectArn, type S3Context, type S3Request } from './request.ts';
import { xmlDocument } from './xml.ts';

/** Headers that S3 keeps with an object and sends back. */
const KEPT = ['cache-control', 'content-disposition', 'content-language', 'content-type', 'expires'];
const METADATA_BYTES = 2048;

function openBucket(request: S3Request, context: S3Context, action: string): Bucket {
  if (!context.allows(action, objectArn(request.bucket, request.key))) throw s3Errors.accessDenied();
  const bucket = context.store.bucket(request.bucket);
  if (!bucket) throw s3Errors.noSuchBucket(request.bucket);
  const size = Buffer.byteLength(request.key);
  if (size > 1024) throw s3Errors.keyTooLong(size);
  return bucket;
}

/** S3 says that a key is missing only to those who may list the bucket. */
function missing(request: S3Request, context: S3Context) {
  const mayList = context.allows('s3:ListBucket', bucketArn(request.bucket));
  return mayList ? s3Errors.noSuchKey(request.key) : s3Errors.accessDenied();
}

export const putObject: Operation = async (request, context) => {
  const bucket = openBucket(request, context, 's3:PutObject');
  const { headers, key } = request;
  // A conditional overwrite tells the caller what is there, so S3 asks for the right to read as well.
  if (headers['if-match'] !== undefined && !context.allows('s3:GetObject', objectArn(request.bucket, key))) {
    throw s3Errors.accessDenied();
  }
  const upload = readUpload(request.body, headers);
  const attributes = readAttributes(headers, upload.contentEncoding, upload.checksums);
  const stored = await bucket.withLock(key, async () => {
    checkWrite(headers, bucket.get(key), key);
    return bucket.put(
      key,
      upload.data,
      attributes,
      upload.data === request.body ? request.sha256 : undefined,
    );
  });
  return { status: 200, headers: { etag: stored.etag, ...ENCRYPTED, ...upload.checksums } };
};

export const ENCRYPTED = { 'x-amz-server-side-encryption': 'AES256' };

export function readAttributes(
  headers: IncomingHttpHeaders,
  contentEncoding: string | undefined,
  checksums: Record<string, string>,
): Attributes {
  const kept: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const name of KEPT) {
    const value = headers[name];
    if (typeof value === 'string' && value !== '') kept[name] = value;
  }
  if (contentEncoding !== undefined) kept['content-encoding'] = contentEncoding;
  const metadata: Record<string, string> = {};
  let size = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith('x-amz-meta-') || typeof value !== 'string') continue;
    metadata[name.slice('x-amz-meta-'.length)] = value;
    size += name.length - 'x-amz-meta-'.length + value.length;
  }
  if (size > METADATA_BYTES) throw s3Errors.metadataTooLarge();
  return { headers: kept, metadata, checksums };
}

export const getObject: Operation = async (request, context) => {
  const bucket = openBucket(request, context, 's3:GetObject');
  const found = await bucket.read(request.key);
  if (!found) throw missing(request, context);
  const { object, data } = found;
  const headers = objectHeaders(object, request);
  if (checkRead(request.headers, object) === 'not-modified')
    return { status: 304, headers: notModified(headers) };
  const range = readRange(request.headers.range, object.size);
  if (!range)
    return { status: 200, headers: { ...headers, 'content-length': String(object.size) }, body: data };
  const part = data.subarray(range.start, range.end + 1);
  // A checksum of the whole object would not fit a part of it.
  const partHeaders = Object.fromEntries(Object.entries(headers).filter(([name]) => !(name in CHECKSUMS)));
  return {
    status: 206,
    headers: {
      ...partHeaders,
      'content-length': String(part.length),
      'content-range': `bytes ${range.start}-${range.end}/${object.size}`,
    },
    body: part,
  };
};

export const headObject: Operation = (request, context) => {
  const bucket = openBucket(request, context, 's3:GetObject');
  const object = bucket.get(request.key);
  if (!object) throw missing(request, context);
  const headers = objectHeaders(object, request);
  if (checkRead(request.headers, object) === 'not-modified')
    return { status: 304, headers: notModified(headers) };
  const range = readRange(request.headers.range, object.size);
  if (!range) return { status: 200, headers: { ...headers, 'content-length': String(object.size) } };
  return {
    status: 206,
    headers: {
      ...headers,
      'content-length': String(range.end - range.start + 1),
      'content-range': `bytes ${range.start}-${range.end}/${object.size}`,
    },
  };
};

function objectHeaders(object: StoredObject, request: S3Request): Record<string, string> {
  const headers: Record<string, string> = {
    ...object.headers,
    ...ENCRYPTED,
    etag: object.etag,
    'last-modified': new Date(object.lastModified).toUTCString(),
    'accept-ranges': 'bytes',
  };
  for (const [name, value] of Object.entries(object.metadata)) headers[`x-amz-meta-${name}`] = value;
  if (request.headers['x-amz-checksum-mode'] === 'ENABLED') {
    Object.assign(headers, object.checksums);
    if (Object.keys(object.checksums).length > 0) headers['x-amz-checksum-type'] = 'FULL_OBJECT';
  }
  for (const name of [...KEPT, 'content-encoding']) {
    const override = request.query.get(`response-${name}`);
    if (override !== null && !/[\r\n]/.test(override)) headers[name] = override;
  }
  return headers;
}

const notModified = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) =>
      ['etag', 'last-modified', 'cache-control', 'expires'].includes(name),
    ),
  );

export const deleteObject: Operation = async (request, context) => {
  const bucket = openBucket(request, context, 's3:DeleteObject');
  const { headers, key } = request;
  if (headers['if-match'] !== undefined && !context.allows('s3:GetObject', objectArn(request.bucket, key))) {
    throw s3Errors.accessDenied();
  }
  await bucket.withLock(key, async () => {
    const refused = checkDelete(headers['if-match'], bucket.get(key), key);
    if (refused) throw refused;
    await bucket.remove(key);
  });
  return { status: 204, headers: {} };
};

export const copyObject: Operation = async (request, context) => {
  const bucket = openBucket(request, context, 's3:PutObject');
  const { headers, key } = request;
  const source = readCopySource(headers['x-amz-copy-source']);
  if (!context.allows('s3:GetObject', objectArn(source.bucket, source.key))) throw s3Errors.accessDenied();
  const from = context.store.bucket(source.bucket);
  if (!from) throw s3Errors.noSuchBucket(source.bucket);
  const replace = headers['x-amz-metadata-directive'] === 'REPLACE';
  if (!replace && source.bucket === request.bucket && source.key === key) {
    throw s3Errors.invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.",
    );
  }
  const found = await from.read(source.key);
  if (!found) throw missing({ ...request, bucket: source.bucket, key: source.key }, context);
  const { checksums } = found.object;
  const attributes = replace ? readAttributes(headers, headers['content-encoding'], checksums) : found.object;
  const stored = await bucket.withLock(key, async () => {
    checkWrite(headers, bucket.get(key), key);
    const { headers: kept, metadata } = attributes;
    return bucket.put(key, found.data, { headers: kept, metadata, checksums });
  });
  const body = xmlDocument('CopyObjectResult', {
    LastModified: new Date(stored.lastModified).toISOString(),
    ETag: stored.etag,
  });
  return { status: 200, headers: { 'content-type': 'application/xml', ...ENCRYPTED }, body };
};

function readCopySource(header: string | string[] | undefined): { bucket: string; key: string } {
  const raw = typeof header === 'string' ? header : '';
  if (raw.includes('?versionId=')) throw s3Errors.notImplemented('CopyObject of a version');
  let path: string;
  try {
    path = decodeURIComponent(raw).replace(/^\//, '');
  } catch {
    throw s3Errors.invalidArgument('Copy Source must be URL-encoded');
  }
  const slash = path.indexOf('/');
  if (slash < 1 || slash === path.length - 1) {
    throw s3Errors.invalidArgument(
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    );
  }
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}
