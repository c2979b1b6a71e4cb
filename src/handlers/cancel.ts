import { apiHandler } from '../http/api-handler.ts';
import { readCancelRequest, readRequester } from '../http/read-input.ts';
import { accepted } from '../http/respond.ts';
import { createLog } from '../lib/logger.ts';
import { cancelRun } from '../usecases/cancel-run/cancel-run.ts';
import { atStart } from './at-start.ts';
import { gate } from './gate.ts';
import { ownerTools } from './owner-tools.ts';

const log = createLog('cancel');

const cancel = atStart(() => cancelRun(ownerTools(log).tools));

/** `POST /runs/{jobId}/cancel` */
export const handler = apiHandler(
  { method: 'POST', log, who: { scope: 'draw' }, ...gate() },
  async (request) => {
    const { pathParameters, sourceAddress: address, requestId } = request;
    const { models, index } = readCancelRequest(request);
    return accepted(
      await cancel()({
        jobId: pathParameters.jobId ?? '',
        models,
        index,
        ...readRequester(request),
        address,
        requestId,
      }),
    );
  },
);
