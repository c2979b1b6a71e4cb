import { readManageEnv } from '../config/env.ts';
import { createContentFilter } from '../content-filter/content-filter.ts';
import { apiHandler } from '../http/api-handler.ts';
import { readChangeRunRequest, readRequester } from '../http/read-input.ts';
import { accepted, fresh } from '../http/respond.ts';
import { createLog } from '../lib/logger.ts';
import { deletionStore } from '../store/deletion-store.ts';
import { expiryStore } from '../store/expiry-store.ts';
import { galleryStore } from '../store/gallery-store.ts';
import { imageStore } from '../store/image-store.ts';
import { ownRunStore } from '../store/own-run-store.ts';
import { changeRun } from '../usecases/change-run/change-run.ts';
import { deleteRun } from '../usecases/delete-run/delete-run.ts';
import { atStart } from './at-start.ts';
import { gate } from './gate.ts';
import { ownerTools } from './owner-tools.ts';

const log = createLog('manage');

const use = atStart(() => {
  const { objects, tools } = ownerTools(log);
  const more = {
    deletions: deletionStore(objects),
    gallery: galleryStore(objects),
    ownRuns: ownRunStore(objects),
    images: imageStore(objects),
    expiries: expiryStore(objects),
    isBlocked: createContentFilter().isBlocked,
    ...readManageEnv(),
  };
  return { deleteRun: deleteRun({ ...tools, ...more }), changeRun: changeRun({ ...tools, ...more }) };
});

/** `DELETE /runs/{jobId}` and `PATCH /runs/{jobId}` */
export const handler = apiHandler(
  { method: ['PATCH', 'DELETE'], log, who: { scope: 'manage' }, ...gate() },
  async (request) => {
    const { method, pathParameters, sourceAddress: address, requestId } = request;
    const { jobId = '' } = pathParameters;
    const who = readRequester(request);
    if (method === 'DELETE') return accepted(await use().deleteRun({ jobId, ...who, address, requestId }));
    const change = readChangeRunRequest(request);
    return fresh(await use().changeRun({ jobId, change, ...who, address }));
  },
);
