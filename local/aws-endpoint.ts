import { hash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerBedrock } from './bedrock.ts';
import type { CredentialStore } from './credentials.ts';
import type { DynamoDb } from './dynamodb.ts';
import { type ApiReply, failure, handleInvoke, type InvokeTarget } from './lambda/invoke-api.ts';
import type { Caller, Policies } from './policies.ts';
import { readBody } from './read-body.ts';
import type { DiskStore } from './s3/disk-store.ts';
import { S3Error } from './s3/errors.ts';
import { handleS3 } from './s3/server.ts';
import { answerSecrets, type JsonReply, jsonError, type Secret } from './secrets.ts';
import { readSignature, type Signature, type SignatureFault, verifySignature } from './signature.ts';
import { SIGNATURE_FAULTS, s3SignatureError } from './signature-faults.ts';
import type { Queues } from './sqs.ts';
import { ACCOUNT_ID, REGION } from './template/resources.ts';
import { isMap, mapOrEmpty, type ValueMap } from './template/value.ts';
import { answerUpload, sendXmlError } from './uploads.ts';

/** One call to the endpoint, for those who want to disturb it. */
export interface AwsCall {
  service: string;
  method: string;
  path: string;
  /** Operation of the JSON services: `UpdateItem`. */
  operation: string | undefined;
  /** Body of the JSON services; empty for S3. */
  input: ValueMap;
  caller: Caller;
}

/** `refuse` answers 503 without doing anything; `lose` does the work and then drops the connection. */
export type Disturbance = 'refuse' | 'lose' | undefined;

export interface AwsEndpointOptions {
  credentials: CredentialStore;
  policies: Policies;
  store: DiskStore;
  dynamoDb: DynamoDb;
  secrets: readonly Secret[];
  queues: Queues;
  findFunction(name: string): InvokeTarget | undefined;
  /** A stand-in for Bedrock, which gets the calls that the policies allow; without it they are answered 501. */
  bedrockUrl?: string | undefined;
  /** Origins whose pages may upload by form, as the bucket's CORS rules say. */
  uploadOrigins?: readonly string[];
  /** For fault tests: may wait, refuse a call or lose its answer. */
  disturb?: ((call: AwsCall) => Promise<Disturbance>) | undefined;
}

const MAX_JSON_BYTES = 16 * 1024 * 1024;

/** The one AWS endpoint: identifies service and caller, and passes the request on. */
export function createAwsEndpoint(options: AwsEndpointOptions) {
  const { policies, credentials } = options;

  return async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const signature = readSignature(request);
    const isSigned = typeof signature === 'object';
    const [targetService, operation] = String(request.headers['x-amz-target'] ?? '').split('.');
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const service = isSigned ? signature.service : guessService(targetService ?? '', path);
    const isS3 = service === 's3' || service === 's3express';
    if (signature === undefined && isS3) {
      const answered = await answerUpload(request, response, {
        ...options,
        origins: options.uploadOrigins ?? [],
      });
      if (answered) return;
    }

    // S3 bodies are large: their signature covers a header with their hash, and the body is compared with that.
    const body = isS3 ? Buffer.alloc(0) : await readBody(request, MAX_JSON_BYTES);
    if (body === 'too large')
      return sendJson(response, jsonError(413, 'RequestEntityTooLargeException', 'Too large'));
    const caller = isSigned
      ? verifySignature(request, signature, payloadHash(request, signature, body), credentials, Date.now())
      : (signature ?? 'Unsigned');
    if (typeof caller === 'string') return refuseSignature(request, response, isS3, caller);

    const allows = (action: string, resource: string, context?: Record<string, string | undefined>) =>
      policies.allows(caller, { action, resource, ...(context ? { context } : {}) });
    if (options.disturb) {
      const method = request.method ?? 'GET';
      const input = parse(body);
      const disturbance = await options.disturb({ service, method, path, operation, input, caller });
      if (disturbance === 'refuse') return refuse(request, response, isS3, service);
      if (disturbance === 'lose') loseAnswer(response);
    }
    // Credentials of an instance end while its last request is still arriving.
    const isRevoked = () => isSigned && credentials.find(signature.accessKeyId) === undefined;
    if (isS3) return handleS3(request, response, options.store, { allows, isRevoked });
    if (isRevoked()) return refuseSignature(request, response, isS3, 'InvalidAccessKeyId');

    if (service === 'lambda') {
      const { headers, method = 'GET' } = request;
      const mayInvoke = (arn: string) => allows('lambda:InvokeFunction', arn);
      return send(
        response,
        await handleInvoke({ method, path, headers, body }, options.findFunction, mayInvoke),
      );
    }
    if (service === 'dynamodb') {
      const refused = tablesOf(parse(body)).find(
        (table) => !allows(`dynamodb:${operation}`, tableArn(table)),
      );
      if (refused === undefined)
        return options.dynamoDb.handle(request, response, body, operation ?? '', parse(body));
      const text = `User is not authorized to perform: dynamodb:${operation} on resource: ${tableArn(refused)}`;
      return sendJson(response, jsonError(400, 'com.amazon.coral.service#AccessDeniedException', text));
    }
    if (service === 'secretsmanager') {
      return sendJson(response, answerSecrets(operation ?? '', body, options.secrets, allows));
    }
    if (service === 'sqs') {
      return sendJson(response, await options.queues.answer(operation ?? '', parse(body), allows));
    }
    if (service === 'bedrock') {
      const { headers, method = 'POST' } = request;
      const region = isSigned ? signature.region : REGION;
      const call = { method, path, headers, body };
      return send(response, await answerBedrock(call, region, allows, options.bedrockUrl));
    }
    sendJson(
      response,
      jsonError(501, 'UnknownOperationException', `The local endpoint has no service "${service}"`),
    );
  };
}

/** What a signature covers of the body. */
function payloadHash(request: IncomingMessage, signature: Signature, body: Buffer): string {
  const announced = request.headers['x-amz-content-sha256'];
  if (signature.service === 's3') {
    if (typeof announced === 'string') return announced;
    return signature.isPresigned ? 'UNSIGNED-PAYLOAD' : hash('sha256', '');
  }
  return hash('sha256', body);
}

async function refuseSignature(
  request: IncomingMessage,
  response: ServerResponse,
  isS3: boolean,
  fault: SignatureFault | 'Unsigned',
): Promise<void> {
  const [name, text] = SIGNATURE_FAULTS[fault];
  if (!isS3) return sendJson(response, jsonError(403, name, text));
  await readBody(request, MAX_JSON_BYTES);
  sendXmlError(response, s3SignatureError(fault));
}

function guessService(target: string, path: string): string {
  if (target.startsWith('DynamoDB')) return 'dynamodb';
  if (target === 'AmazonSQS') return 'sqs';
  if (target === 'secretsmanager') return 'secretsmanager';
  return path.startsWith('/2015-03-31/') ? 'lambda' : 's3';
}

const tableArn = (table: string) =>
  table.startsWith('arn:') ? table : `arn:aws:dynamodb:${REGION}:${ACCOUNT_ID}:table/${table}`;

/** Every table, or index of one, that a DynamoDB request touches; `*` where it names none. */
function tablesOf(input: ValueMap): string[] {
  const { TableName, IndexName } = input;
  if (typeof TableName === 'string')
    return [typeof IndexName === 'string' ? `${TableName}/index/${IndexName}` : TableName];
  if (isMap(input.RequestItems)) return Object.keys(input.RequestItems);
  return ['*'];
}

function parse(body: Buffer): ValueMap {
  try {
    return mapOrEmpty(JSON.parse(body.toString('utf8')));
  } catch {
    return {};
  }
}

async function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  isS3: boolean,
  service: string,
): Promise<void> {
  if (isS3) {
    await readBody(request, MAX_JSON_BYTES);
    return sendXmlError(response, new S3Error(503, 'SlowDown', 'Please reduce your request rate.'));
  }
  if (service === 'lambda') return send(response, failure(503, 'ServiceException', 'Service unavailable'));
  sendJson(response, jsonError(500, 'InternalServerError', 'Internal server error'));
}

/** The work is done, but whoever asked never hears of it. */
function loseAnswer(response: ServerResponse) {
  response.writeHead = () => response;
  response.end = () => {
    response.destroy();
    return response;
  };
}

function sendJson(response: ServerResponse, reply: JsonReply) {
  const type =
    isMap(reply.body) && typeof reply.body.__type === 'string'
      ? { 'x-amzn-errortype': reply.body.__type }
      : {};
  response.writeHead(reply.status, {
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-requestid': randomUUID(),
    ...type,
  });
  response.end(JSON.stringify(reply.body));
}

function send(response: ServerResponse, reply: ApiReply) {
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body);
}
