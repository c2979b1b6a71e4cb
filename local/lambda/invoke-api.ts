import { randomUUID } from 'node:crypto';
import type { FunctionSpec } from '../template/functions.ts';
import type { Outcome } from './runner.ts';

export interface InvokeTarget {
  spec: FunctionSpec;
  invoke(payload: string, requestId: string): Promise<Outcome>;
  accept(payload: string): Promise<string>;
}

export interface ApiReply {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

interface InvokeRequest {
  method: string;
  /** Path without the query. */
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations\/?$/;
/** Lambda's limits for synchronous and asynchronous payloads. */
const SYNC_BYTES = 6_291_556;
const ASYNC_BYTES = 1_048_576;

/** Lambda's Invoke, the one operation of its API that we use. */
export async function handleInvoke(
  request: InvokeRequest,
  find: (name: string) => InvokeTarget | undefined,
  mayInvoke: (functionArn: string) => boolean,
): Promise<ApiReply> {
  const match = PATH.exec(request.path);
  if (!match?.[1] || request.method !== 'POST') {
    return failure(501, 'NotImplemented', `The local Lambda has no ${request.method} ${request.path}`);
  }
  const name = functionName(decodeURIComponent(match[1]));
  const target = find(name);
  if (!mayInvoke(target?.spec.arn ?? `arn:aws:lambda:us-east-1:123456789012:function:${name}`)) {
    return failure(
      403,
      'AccessDeniedException',
      `User is not authorized to perform: lambda:InvokeFunction on resource: ${name}`,
    );
  }
  if (!target) return failure(404, 'ResourceNotFoundException', `Function not found: ${name}`);

  const type = header(request, 'x-amz-invocation-type') ?? 'RequestResponse';
  const limit = type === 'Event' ? ASYNC_BYTES : SYNC_BYTES;
  if (request.body.length > limit) {
    return failure(
      413,
      'RequestTooLargeException',
      `${request.body.length} byte payload is too large (limit ${limit} bytes)`,
    );
  }
  const payload = request.body.length === 0 ? '{}' : request.body.toString('utf8');
  try {
    JSON.parse(payload);
  } catch {
    return failure(400, 'InvalidRequestContentException', 'Could not parse request body into json');
  }
  if (type === 'DryRun') return { status: 204, headers: ids(randomUUID()), body: '' };
  if (type === 'Event') return { status: 202, headers: ids(await target.accept(payload)), body: '' };
  if (type !== 'RequestResponse')
    return failure(400, 'InvalidParameterValueException', `Unknown invocation type ${type}`);

  const requestId = randomUUID();
  const outcome = await target.invoke(payload, requestId);
  const headers = {
    ...ids(requestId),
    'content-type': 'application/json',
    'x-amz-executed-version': '$LATEST',
  };
  if (!outcome.error) return { status: 200, headers, body: outcome.payload };
  return {
    status: 200,
    headers: { ...headers, 'x-amz-function-error': 'Unhandled' },
    body: JSON.stringify(outcome.error),
  };
}

/** A name, a name with an alias, a partial or a full ARN. */
function functionName(reference: string): string {
  const afterFunction = /(?:^|:)function:([^:]+)/.exec(reference);
  return afterFunction?.[1] ?? reference.split(':')[0] ?? reference;
}

const ids = (requestId: string) => ({ 'x-amzn-requestid': requestId });

function header(request: InvokeRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** An error as Lambda's REST API sends it. */
export function failure(status: number, type: string, message: string): ApiReply {
  return {
    status,
    headers: { ...ids(randomUUID()), 'content-type': 'application/json', 'x-amzn-errortype': type },
    body: JSON.stringify({ Type: status < 500 ? 'User' : 'Server', Message: message, message }),
  };
}
