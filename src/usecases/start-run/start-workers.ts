import type { Slot } from '../../config/slot.ts';
import { beginInTurn } from '../../lib/begin-in-turn.ts';
import { withDeadline } from '../../lib/with-deadline.ts';
import type { JobDocument } from '../../store/documents.ts';
import type { JobPicture } from '../../store/pictures.ts';
import { type CloseTools, closeAttempt, NOT_STARTED_MESSAGE } from '../end-run/close-attempt.ts';
import type { Dispatcher } from '../ports.ts';
import { needsLargeWorker } from './needs-large-worker.ts';
import { workerEvent } from './run-documents.ts';

/** Kept free at the end to respond. */
export const RESPONDING_MS = 1000;

export interface StartWorkersTools extends CloseTools {
  dispatcher: Dispatcher;
  /** For pictures above four megapixels. */
  largeDispatcher: Dispatcher;
  slots: readonly Slot[];
}

/** The request that starts them. */
interface Starter {
  requestId: string;
  /** When the function is stopped, in milliseconds since the epoch. */
  stopsAt: number;
}

/**
 * Starts a worker for each picture, one after the other. A picture whose worker cannot be started is closed.
 * @returns whether anything may be drawn
 */
export async function startWorkers(
  tools: StartWorkersTools,
  job: JobDocument,
  pictures: readonly JobPicture[],
  { requestId, stopsAt }: Starter,
): Promise<boolean> {
  const dispatching = beginInTurn(pictures, (picture) => startWorker(tools, job, picture, requestId));
  try {
    const outcomes = await withDeadline(() => dispatching, {
      milliseconds: stopsAt - RESPONDING_MS - tools.clock.now(),
      clock: tools.clock,
      timeUp: () => new Error('Starting the workers took too long.'),
    });
    return outcomes.some((outcome) => outcome !== 'closed');
  } catch (cause) {
    // Some workers may be drawing already, so the client has to be told of its run.
    tools.log.error('Not all workers are known to have started', { jobId: job.jobId, cause });
    return true;
  }
}

async function startWorker(
  tools: StartWorkersTools,
  job: JobDocument,
  picture: JobPicture,
  requestId: string,
) {
  const event = workerEvent(job, picture);
  const { model } = picture;
  const slot = tools.slots.find(({ id }) => id === model.id);
  const dispatcher = needsLargeWorker(event, slot) ? tools.largeDispatcher : tools.dispatcher;
  try {
    await dispatcher.dispatch(event);
    return 'dispatched';
  } catch (cause) {
    tools.log.error('A worker could not be started', { jobId: job.jobId, modelId: model.id, cause });
    const { name, provider } = model;
    return closeAttempt(tools, { event, name, provider, reason: NOT_STARTED_MESSAGE, requestId });
  }
}
