import type { Context } from 'aws-lambda';
import { createIdentify } from '../../src/access/identify.ts';
import { type ApiHandler, apiHandler } from '../../src/http/api-handler.ts';
import { fresh, revalidated } from '../../src/http/respond.ts';
import type { RequestLog } from '../../src/lib/logger.ts';
import { lru } from '../../src/lib/lru.ts';
import { claimStore } from '../../src/store/claim-store.ts';
import { jobStore } from '../../src/store/job-store.ts';
import type { ObjectStore } from '../../src/store/object-store.ts';
import { resultStore } from '../../src/store/result-store.ts';
import { plainAddresses } from '../../src/usecases/picture-addresses.ts';
import { getStatus, hasEnded } from '../../src/usecases/read-run/get-status.ts';
import { benchLog } from './pipeline.ts';

export const IMAGE_BASE_URL = 'https://d111111abcdef8.cloudfront.net';

const log: RequestLog = { ...benchLog, setContext: () => undefined };

/** The handler of `GET /status/{jobId}`, wired as it ships, over the benchmark's store. */
export function statusHandler(objects: ObjectStore, now: () => number): ApiHandler {
  const statusOf = getStatus({
    jobs: jobStore(objects),
    claims: claimStore(objects),
    results: resultStore(objects),
    cache: lru(5000),
    clock: { now },
    pictures: plainAddresses(IMAGE_BASE_URL),
  });
  const identify = createIdentify({ mode: 'open' }, { now }, () => ({ find: async () => undefined }));
  return apiHandler(
    { method: 'GET', who: { scope: 'read' }, identify, log, allowedOrigins: ['*'] },
    async ({ pathParameters, headers }) => {
      const status = await statusOf(pathParameters.jobId ?? '');
      return hasEnded(status) ? revalidated(status, headers['if-none-match']) : fresh(status);
    },
  );
}

export interface Answer {
  /** Bytes of the body on the wire. */
  bytes: number;
  headerBytes: number;
  statusCode: number;
}

/** One GET as a browser sends it. @returns what goes over the wire */
export async function get(
  handler: ApiHandler,
  pathParameters: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const event = {
    version: '2.0',
    routeKey: 'GET /bench',
    headers: { 'Accept-Encoding': 'gzip, deflate, br, zstd', Origin: 'https://example.org', ...headers },
    pathParameters,
    requestContext: { requestId: 'bench', http: { method: 'GET', sourceIp: '192.0.2.7' } },
    isBase64Encoded: false,
  };
  const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => 10_000 };
  const reply = await handler(event, context as Context);
  const encoded = 'isBase64Encoded' in reply && reply.isBase64Encoded === true;
  return {
    bytes: Buffer.byteLength(reply.body, encoded ? 'base64' : 'utf8'),
    headerBytes: Object.entries(reply.headers).reduce(
      (sum, [name, value]) => sum + name.length + value.length + 4,
      0,
    ),
    statusCode: reply.statusCode,
  };
}
