import { randomBytes } from 'node:crypto';
import { readLinksEnv } from '../config/env.ts';
import { type ApiHandler, apiHandler } from '../http/api-handler.ts';
import { readCreateLinkRequest, readRequester } from '../http/read-input.ts';
import { fresh } from '../http/respond.ts';
import { createLog } from '../lib/logger.ts';
import { asRecord } from '../lib/record.ts';
import { expiryStore } from '../store/expiry-store.ts';
import { linkStore } from '../store/link-store.ts';
import { createLink, listLinks, revokeLink } from '../usecases/share/links.ts';
import { atStart } from './at-start.ts';
import { gate } from './gate.ts';
import { ownerTools } from './owner-tools.ts';

const log = createLog('links');

const use = atStart(() => {
  const { objects, tools: owners } = ownerTools(log);
  const tools = {
    ...owners,
    links: linkStore(objects),
    expiries: expiryStore(objects),
    newLinkId: () => randomBytes(16).toString('base64url'),
    ...readLinksEnv(),
  };
  return { create: createLink(tools), list: listLinks(tools), revoke: revokeLink(tools) };
});

const options = { log, who: { scope: 'manage' }, ...gate() } as const;

/** `POST /runs/{jobId}/links` and `GET /runs/{jobId}/links` */
const all = apiHandler({ method: ['GET', 'POST'], ...options }, async (request) => {
  const { method, pathParameters, sourceAddress: address } = request;
  const input = { jobId: pathParameters.jobId ?? '', address, ...readRequester(request) };
  if (method === 'GET') return fresh(await use().list(input));
  return fresh(await use().create({ ...input, request: readCreateLinkRequest(request) }));
});

/** `DELETE /runs/{jobId}/links/{linkId}` */
const one = apiHandler({ method: 'DELETE', ...options }, async (request) => {
  const { jobId = '', linkId = '' } = request.pathParameters;
  return fresh(
    await use().revoke({ jobId, linkId, address: request.sourceAddress, ...readRequester(request) }),
  );
});

export const handler: ApiHandler = (event, context) =>
  (String(asRecord(event)?.routeKey).endsWith('/{linkId}') ? one : all)(event, context);
