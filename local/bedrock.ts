import type { IncomingHttpHeaders } from 'node:http';
import { type ApiReply, failure } from './lambda/invoke-api.ts';
import { ACCOUNT_ID } from './template/resources.ts';

interface BedrockRequest {
  method: string;
  /** Path without the query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * Bedrock itself is not emulated; the permission to invoke the model in its region is checked.
 * @param region as the request was signed for
 * @param standIn a server that speaks Bedrock's protocol and gets what is allowed
 */
export async function answerBedrock(
  { method, path, headers, body }: BedrockRequest,
  region: string,
  allows: (action: string, resource: string) => boolean,
  standIn: string | undefined,
): Promise<ApiReply> {
  const model = decodeURIComponent(/^\/model\/([^/]+)\//.exec(path)?.[1] ?? '');
  if (!resourcesOf(model, region).every((resource) => allows('bedrock:InvokeModel', resource))) {
    const text = `User is not authorized to perform: bedrock:InvokeModel on ${model} in ${region}`;
    return failure(403, 'AccessDeniedException', text);
  }
  if (standIn === undefined) {
    const text = 'Bedrock is not part of the local stack; choose another model or deploy.';
    return failure(501, 'NotImplemented', text);
  }
  const type = headers['content-type'] ?? 'application/json';
  const authorization = headers.authorization ?? '';
  const reply = await fetch(`${standIn}${path}`, {
    method,
    headers: { 'content-type': type, authorization },
    body: new Uint8Array(body),
  });
  return {
    status: reply.status,
    headers: Object.fromEntries(
      [...reply.headers].filter(([name]) => name === 'content-type' || name.startsWith('x-amzn')),
    ),
    body: Buffer.from(await reply.arrayBuffer()),
  };
}

/** Regions that a profile of the US sends requests to. */
const PROFILE_REGIONS = ['us-east-1', 'us-east-2', 'us-west-2'];

/** What has to be allowed: the model, or a profile and the model in every region that it may choose. */
function resourcesOf(model: string, region: string): string[] {
  if (!model.startsWith('us.')) return [`arn:aws:bedrock:${region}::foundation-model/${model}`];
  const models = PROFILE_REGIONS.map(
    (each) => `arn:aws:bedrock:${each}::foundation-model/${model.slice('us.'.length)}`,
  );
  return [`arn:aws:bedrock:${region}:${ACCOUNT_ID}:inference-profile/${model}`, ...models];
}
