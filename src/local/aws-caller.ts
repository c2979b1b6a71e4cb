import type { IncomingMessage } from 'node:http';
import type { Caller } from './policies.ts';
import type { FunctionSpec } from './template/functions.ts';

export interface SignedRequest {
  accessKeyId: string;
  /** `s3`, `lambda`, `dynamodb` … */
  service: string;
}

/** What a request's signature claims: header or presigned address. The signature itself is not checked. */
export function readSignature(request: IncomingMessage): SignedRequest | undefined {
  const header = /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1];
  const query = new URLSearchParams((request.url ?? '').split('?')[1]).get('X-Amz-Credential');
  const parts = (header ?? query ?? '').split('/');
  const [accessKeyId, service] = [parts[0], parts[3]];
  return accessKeyId && service ? { accessKeyId, service } : undefined;
}

/** Whether a presigned address has run out. */
export function hasExpired(request: IncomingMessage, now: number): boolean {
  const query = new URLSearchParams((request.url ?? '').split('?')[1]);
  const date = query.get('X-Amz-Date');
  const seconds = query.get('X-Amz-Expires');
  if (date === null || seconds === null) return false;
  const signed = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  return !(signed + Number(seconds) * 1000 > now);
}

/** A function is known by its access key id; any other credentials are the owner's. */
export function identify(signature: SignedRequest | undefined, functions: readonly FunctionSpec[]): Caller {
  if (!signature) return { kind: 'anonymous' };
  const found = functions.find((spec) => spec.accessKeyId === signature.accessKeyId);
  return found ? { kind: 'function', logicalId: found.logicalId } : { kind: 'administrator' };
}
