import { dynamoKeyStore } from '../aws/dynamo-key-store.ts';
import { dynamoSpenders } from '../aws/dynamo-spenders.ts';
import { dynamoVoteStore } from '../aws/dynamo-vote-store.ts';
import { readKeysEnv, readLambdaCredentials, readManageEnv, readVotesEnv } from '../config/env.ts';
import { createContentFilter } from '../content-filter/content-filter.ts';
import { type ApiHandler, apiHandler, pathOf } from '../http/api-handler.ts';
import {
  readChangeRunRequest,
  readCreateKeyRequest,
  readRequester,
  requireOwner,
} from '../http/read-input.ts';
import { accepted, fresh } from '../http/respond.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { deletionStore } from '../store/deletion-store.ts';
import { erasureStore } from '../store/erasure-store.ts';
import { expiryStore } from '../store/expiry-store.ts';
import { galleryStore } from '../store/gallery-store.ts';
import { imageStore } from '../store/image-store.ts';
import { keptStore } from '../store/kept-store.ts';
import { linkStore } from '../store/link-store.ts';
import { listStore } from '../store/list-store.ts';
import { ownRunStore } from '../store/own-run-store.ts';
import { changeRun } from '../usecases/change-run/change-run.ts';
import { deleteRun } from '../usecases/delete-run/delete-run.ts';
import { erase } from '../usecases/people/erase.ts';
import { getMe } from '../usecases/people/get-me.ts';
import { getSpending } from '../usecases/people/get-spending.ts';
import { createKey, listKeys, revokeKey } from '../usecases/people/keys.ts';
import { revealRun } from '../usecases/reveal-run/reveal-run.ts';
import { atStart } from './at-start.ts';
import { gate } from './gate.ts';
import { ownerTools } from './owner-tools.ts';

const log = createLog('manage');
const options = { log, ...gate() } as const;

const use = atStart(() => {
  const { objects, tools } = ownerTools(log);
  const { keptDays, ...limits } = readManageEnv();
  const more = {
    deletions: deletionStore(objects),
    gallery: galleryStore(objects),
    ownRuns: ownRunStore(objects),
    images: imageStore(objects),
    kept: keptStore(objects),
    links: linkStore(objects),
    expiries: expiryStore(objects),
    erasures: erasureStore(objects),
    lists: listStore(objects),
    isBlocked: createContentFilter().isBlocked,
    keptDays,
  };
  const votes = dynamoVoteStore({ table: readVotesEnv().votesTable });
  const keys = { ...tools, keys: dynamoKeyStore({ table: readKeysEnv().table }) };
  const spenders = dynamoSpenders({
    ...readKeysEnv(),
    credentials: () => readLambdaCredentials(),
    clock: systemClock,
  });
  return {
    deleteRun: deleteRun({ ...tools, ...more }),
    changeRun: changeRun({ ...tools, ...more }),
    revealRun: revealRun(tools),
    createKey: createKey(keys),
    listKeys: listKeys(keys),
    revokeKey: revokeKey(keys),
    getMe: getMe({ ...tools, limits }),
    getSpending: getSpending({ ...tools, ...more, spenders, limits }),
    erase: erase({ ...keys, ...more, votes }),
  };
});

/** `DELETE /runs/{jobId}` and `PATCH /runs/{jobId}` */
const runs = apiHandler(
  { method: ['PATCH', 'DELETE'], who: { scope: 'manage' }, ...options },
  async (request) => {
    const { method, pathParameters, sourceAddress: address, requestId } = request;
    const { jobId = '' } = pathParameters;
    const who = readRequester(request);
    if (method === 'DELETE') return accepted(await use().deleteRun({ jobId, ...who, address, requestId }));
    const change = readChangeRunRequest(request);
    return fresh(await use().changeRun({ jobId, change, ...who, address }));
  },
);

/** `POST /runs/{jobId}/reveal` */
const reveal = apiHandler({ method: 'POST', who: { scope: 'manage' }, ...options }, async (request) => {
  const { pathParameters, sourceAddress: address } = request;
  return fresh(
    await use().revealRun({ jobId: pathParameters.jobId ?? '', address, ...readRequester(request) }),
  );
});

/** `POST /keys`, `GET /keys` and `DELETE /keys/{id}`: not by a key, which would outlive its own revocation. */
const keys = apiHandler({ method: ['GET', 'POST', 'DELETE'], who: 'person', ...options }, async (request) => {
  const { method, pathParameters, sourceAddress: address, caller } = request;
  const person = { ...caller, id: caller.id ?? '' };
  if (method === 'GET') return fresh(await use().listKeys(person));
  if (method === 'POST') return fresh(await use().createKey(person, readCreateKeyRequest(request), address));
  return accepted(await use().revokeKey(person, pathParameters.id ?? '', address));
});

/** `GET /me` and `DELETE /me` */
const me = apiHandler({ method: ['GET', 'DELETE'], who: { scope: 'read' }, ...options }, async (request) => {
  const { method, sourceAddress: address, requestId, stopsAt, caller } = request;
  if (method !== 'DELETE') return fresh(await use().getMe(caller));
  return accepted(await use().erase({ ...requireOwner(request), address, requestId, stopsAt }));
});

/** `GET /spending` */
const spending = apiHandler({ method: 'GET', who: 'admin', ...options }, async () =>
  fresh(await use().getSpending()),
);

const others: Record<string, ApiHandler> = {
  '/keys': keys,
  '/keys/{id}': keys,
  '/me': me,
  '/runs/{jobId}/reveal': reveal,
  '/spending': spending,
};

export const handler: ApiHandler = (event, context) => (others[pathOf(event)] ?? runs)(event, context);
