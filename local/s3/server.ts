import { hash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tellOf } from '../fault.ts';
import { readBody } from '../read-body.ts';
import { detectOperation, type S3Address } from './detect.ts';
import type { DiskStore } from './disk-store.ts';
import { S3Error, s3Errors } from './errors.ts';
import { runOperation } from './operations.ts';
import { type PostedForm, postObject, readForm } from './post-object.ts';
import type { S3Context, S3Reply } from './request.ts';
import { xmlError } from './xml.ts';

/** Larger objects than any picture; bodies are held in memory. */
const MAX_OBJECT_BYTES = 256 * 1024 * 1024;

/** What the caller may do. */
export interface S3Access extends Pick<S3Context, 'allows'> {
  /** Whether the credentials have ended since the request was signed. */
  isRevoked(): boolean;
}

/** Answers one S3 request. Never throws. */
export function handleS3(
  request: IncomingMessage,
  response: ServerResponse,
  store: DiskStore,
  access: S3Access,
): Promise<void> {
  return respond(request, response, (target) => answer(request, target, store, access));
}

/**
 * Answers a form that uploads an object: its policy is signed in place of the request. Never throws.
 * @param allowedTo what whoever signed the form may do @throws S3Error for a signature that does not hold
 */
export function handleS3Form(
  request: IncomingMessage,
  response: ServerResponse,
  store: DiskStore,
  allowedTo: (form: PostedForm) => S3Context['allows'],
): Promise<void> {
  return respond(request, response, async (target) => {
    const { bucket, key } = readAddress(target.split('?')[0] ?? '/', request.headers.host);
    const body = await readBody(request, MAX_OBJECT_BYTES + 1024 * 1024);
    if (body === 'too large') throw s3Errors.entityTooLarge();
    if (bucket === undefined || key !== undefined) throw s3Errors.methodNotAllowed();
    const form = await readForm(body, request.headers['content-type'] ?? '');
    return postObject(bucket, form, { store, allows: allowedTo(form) }, Date.now());
  });
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  work: (target: string) => Promise<S3Reply>,
): Promise<void> {
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  const target = request.url ?? '/';
  let reply: S3Reply;
  try {
    reply = await work(target);
  } catch (error) {
    // The client disconnected.
    if (response.destroyed) return;
    reply = errorReply(error, target, requestId);
  }
  if (response.destroyed) return;
  response.writeHead(reply.status, {
    'x-amz-request-id': requestId,
    'x-amz-id-2': requestId,
    server: 'AmazonS3',
    ...(reply.body === undefined && reply.status === 200 ? { 'content-length': '0' } : {}),
    ...reply.headers,
  });
  if (request.method === 'HEAD') response.end();
  else response.end(reply.body);
}

async function answer(
  request: IncomingMessage,
  target: string,
  store: DiskStore,
  { allows, isRevoked }: S3Access,
): Promise<S3Reply> {
  const question = target.indexOf('?');
  const path = question < 0 ? target : target.slice(0, question);
  const query = readQuery(question < 0 ? '' : target.slice(question + 1));
  const address = readAddress(path, request.headers.host);
  const method = request.method ?? 'GET';
  const operation = detectOperation(method, address, query, request.headers);
  const body = await readBody(request, MAX_OBJECT_BYTES + 1024 * 1024);
  if (body === 'too large') throw s3Errors.entityTooLarge();
  if (isRevoked()) throw s3Errors.accessDenied();
  const sha256 = verifiedHash(body, request.headers['x-amz-content-sha256']);
  const reply = await runOperation(
    operation,
    {
      method,
      bucket: address.bucket ?? '',
      key: address.key ?? '',
      query,
      headers: request.headers,
      body,
      sha256,
    },
    { store, allows },
  );
  release(body);
  return reply;
}

/** Above it, bytes have memory of their own. */
const OWN_MEMORY_BYTES = 64 * 1024;

/** Frees the memory of a picture that is on the disk by now: left to V8, a few of them bring on a collection of everything. */
function release({ buffer, byteLength }: Buffer) {
  const isOwn = byteLength > OWN_MEMORY_BYTES && byteLength === buffer.byteLength;
  if (isOwn && buffer instanceof ArrayBuffer) buffer.transfer(0);
}

/** The hash that the signature covers, compared with the body. @throws S3Error for another body */
function verifiedHash(body: Buffer, announced: string | string[] | undefined): string | undefined {
  if (typeof announced !== 'string' || !/^[0-9a-f]{64}$/.test(announced)) {
    if (announced === 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD')
      throw s3Errors.notImplemented('A body signed in chunks');
    return undefined;
  }
  if (hash('sha256', body) !== announced) throw s3Errors.badDigest('x-amz-content-sha256');
  return announced;
}

/** A plus sign is a space in S3's queries, as in forms. @throws S3Error for bytes that are not UTF-8 */
function readQuery(text: string): URLSearchParams {
  try {
    decodeURIComponent(text);
  } catch {
    throw s3Errors.invalidUri();
  }
  return new URLSearchParams(text);
}

/** Path style, `/bucket/key`, or the bucket in front of `localhost`. Keys come from the raw path: `..` is a name. */
function readAddress(path: string, host: string | undefined): S3Address {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    throw s3Errors.invalidUri();
  }
  const virtual = /^([a-z0-9][a-z0-9.-]+)\.localhost(?::\d+)?$/.exec(host ?? '')?.[1];
  const rest = decoded.slice(1);
  if (virtual !== undefined) return { bucket: virtual, key: rest === '' ? undefined : rest };
  const slash = rest.indexOf('/');
  if (slash < 0) return { bucket: rest === '' ? undefined : rest, key: undefined };
  const key = rest.slice(slash + 1);
  return { bucket: rest.slice(0, slash), key: key === '' ? undefined : key };
}

function errorReply(error: unknown, target: string, requestId: string): S3Reply {
  const known =
    error instanceof S3Error
      ? error
      : new S3Error(500, 'InternalError', 'We encountered an internal error. Please try again.');
  if (known !== error) process.stderr.write(`local S3: ${tellOf(error)}\n`);
  const resource = target.split('?')[0] ?? '';
  return {
    status: known.status,
    headers: { 'content-type': 'application/xml' },
    body: xmlError({
      Code: known.code,
      Message: known.message,
      ...known.details,
      Resource: resource,
      RequestId: requestId,
      HostId: requestId,
    }),
  };
}
