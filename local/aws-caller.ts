import type { IncomingMessage } from 'node:http';
import type { Caller } from './policies.ts';
import type { FunctionSpec } from './template/functions.ts';

export interface SignedRequest {
  accessKeyId: string;
  /** `s3`, `lambda`, `dynamodb` … */
  service: string;
  /** Unknown in old presigned addresses. */
  region?: string;
}

/** What a request's signature claims: header or presigned address. The signature itself is not checked. */
export function readSignature(request: Pick<IncomingMessage, 'headers' | 'url'>): SignedRequest | undefined {
  const query = queryOf(request);
  const header = /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1];
  const parts = (header ?? query.get('X-Amz-Credential') ?? '').split('/');
  const [accessKeyId, , region, service] = parts;
  if (accessKeyId && region && service) return { accessKeyId, service, region };
  // Presigned addresses of signature version 2, which boto3 still makes for S3.
  const oldKeyId = query.get('AWSAccessKeyId');
  return oldKeyId ? { accessKeyId: oldKeyId, service: 's3' } : undefined;
}

/** Whether a presigned address has run out. `now` in milliseconds since the epoch. */
export function hasExpired(request: Pick<IncomingMessage, 'url'>, now: number): boolean {
  const query = queryOf(request);
  const until = query.get('Expires');
  if (until !== null && query.has('AWSAccessKeyId')) return !(Number(until) * 1000 > now);
  const date = query.get('X-Amz-Date');
  const seconds = query.get('X-Amz-Expires');
  if (date === null || seconds === null) return false;
  const signed = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  return !(signed + Number(seconds) * 1000 > now);
}

const queryOf = ({ url }: Pick<IncomingMessage, 'url'>) => new URLSearchParams((url ?? '').split('?')[1]);

/** A function is known by its access key id; any other credentials are the owner's. */
export function identify(signature: SignedRequest | undefined, functions: readonly FunctionSpec[]): Caller {
  if (!signature) return { kind: 'anonymous' };
  const found = functions.find((spec) => spec.accessKeyId === signature.accessKeyId);
  return found ? { kind: 'function', logicalId: found.logicalId } : { kind: 'administrator' };
}
