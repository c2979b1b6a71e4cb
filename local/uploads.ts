import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CredentialStore } from './credentials.ts';
import type { Caller, Policies } from './policies.ts';
import type { DiskStore } from './s3/disk-store.ts';
import { S3Error } from './s3/errors.ts';
import type { PostedForm } from './s3/post-object.ts';
import { handleS3Form } from './s3/server.ts';
import { xmlError } from './s3/xml.ts';
import { verifyForm } from './signature.ts';
import { s3SignatureError } from './signature-faults.ts';

interface Uploads {
  credentials: CredentialStore;
  policies: Policies;
  store: DiskStore;
  /** Whose pages may upload. */
  origins: readonly string[];
}

/**
 * Answers what browsers send to a bucket: forms with a signed policy, and the questions before them.
 * @returns whether this was one of them
 */
export async function answerUpload(
  request: IncomingMessage,
  response: ServerResponse,
  { credentials, policies, store, origins }: Uploads,
): Promise<boolean> {
  const isAllowed = allowOrigin(request, response, origins);
  if (request.method === 'OPTIONS') {
    answerPreflight(request, response, isAllowed);
    return true;
  }
  if (!isForm(request)) return false;
  await handleS3Form(request, response, store, (form) => {
    const caller = callerOf(form, credentials);
    return (action, resource, context) =>
      policies.allows(caller, { action, resource, ...(context ? { context } : {}) });
  });
  return true;
}

const isForm = ({ method, headers }: IncomingMessage) =>
  method === 'POST' && headers['content-type']?.toLowerCase().startsWith('multipart/form-data') === true;

/** Lets a page of an allowed origin read the response. @returns whether the request is from one */
function allowOrigin(
  { headers: { origin } }: IncomingMessage,
  response: ServerResponse,
  origins: readonly string[],
): boolean {
  if (origin === undefined || !origins.includes(origin)) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('vary', 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method');
  return true;
}

function answerPreflight(request: IncomingMessage, response: ServerResponse, isAllowed: boolean) {
  const { 'access-control-request-method': method, 'access-control-request-headers': names } =
    request.headers;
  if (!isAllowed || method !== 'POST') {
    return sendXmlError(
      response,
      new S3Error(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.'),
    );
  }
  response.writeHead(200, {
    'access-control-allow-methods': 'POST',
    ...(typeof names === 'string' && { 'access-control-allow-headers': names.toLowerCase() }),
    'access-control-max-age': '86400',
  });
  response.end();
}

/** Who signed a form. @throws S3Error */
function callerOf({ fields }: PostedForm, credentials: CredentialStore): Caller {
  const field = (name: string) => fields.get(name) ?? '';
  if (field('policy') === '') throw s3SignatureError('Unsigned');
  const form = {
    policy: field('policy'),
    algorithm: field('x-amz-algorithm'),
    credential: field('x-amz-credential'),
    date: field('x-amz-date'),
    signature: field('x-amz-signature'),
    securityToken: fields.get('x-amz-security-token'),
  };
  const caller = verifyForm(form, credentials);
  if (typeof caller === 'string') throw s3SignatureError(caller);
  return caller;
}

export function sendXmlError(response: ServerResponse, error: S3Error) {
  response.writeHead(error.status, { 'content-type': 'application/xml' });
  response.end(xmlError({ Code: error.code, Message: error.message }));
}
