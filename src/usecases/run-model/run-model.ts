import type { Slot } from '../../config/slot.ts';
import type { WorkerEvent } from '../../contract/index.ts';
import { ProviderError } from '../../errors.ts';
import { isoTime } from '../../lib/clock.ts';
import { withDeadline } from '../../lib/with-deadline.ts';
import type { GeneratedImage, ImageModel, PlannedCall } from '../../providers/types.ts';
import type { ResultDocument } from '../../store/documents.ts';
import type { GalleryStore } from '../../store/gallery-store.ts';
import { type CloseTools, closeAttempt } from '../end-run/close-attempt.ts';
import type { Budget } from '../limits/budget.ts';
import { type KeepPictureTools, keepPicture } from './keep-picture.ts';
import { persist } from './persist.ts';
import { callVendor, type VendorCallTools } from './vendor-call.ts';

/** An event older than this is not worked on: whoever asked has been told that it did not start. */
const OLDEST_EVENT_MS = 300_000;
/** Kept free at the end of the function's time to store what came. */
const STORING_MS = 20_000;
/** The last part of it, for the result itself. */
const RESULT_MS = 5000;
/** How long the result waits for the budget counters, so that their trouble never costs a picture. */
const SETTLE_MS = 5000;
/** How long to try to claim a model before its event is given up to the dead-letter queue. */
const CLAIM_PATIENCE_MS = 10_000;

export interface RunModelTools extends CloseTools, KeepPictureTools, VendorCallTools {
  slots: readonly Slot[];
  /** Builds the slot's model, with its key. @throws when the key is missing or cannot be read */
  modelOf: (slot: Slot) => Promise<ImageModel>;
  gallery: GalleryStore;
}

export interface Invocation {
  requestId: string;
  /** Milliseconds until the function is stopped. */
  remainingMs: number;
}

/** What became of the event, for logs and metrics. */
export type RunOutcome =
  | { outcome: 'ended'; result: ResultDocument }
  /** Another invocation has the claim: nothing was done. */
  | { outcome: 'duplicate' }
  /** Too old, or its slot is gone: closed without asking the vendor. */
  | { outcome: 'closed' };

/**
 * Draws one model's picture, once: the claim is written before the vendor is asked, and only who wrote it asks.
 * Every failure ends as a stored result.
 * @throws when the claim or the result could not be stored; the job then ends by the clock
 */
export function runModel(
  tools: RunModelTools,
): (event: WorkerEvent, invocation: Invocation) => Promise<RunOutcome> {
  const { slots, claims, results, budget, clock, newId } = tools;

  const close = async (event: WorkerEvent, slot: Slot | undefined, reason: string, requestId: string) => {
    const name = slot?.name ?? event.modelId;
    const provider = slot?.providerLabel ?? 'unknown';
    const state = await closeAttempt(tools, { event, name, provider, reason, requestId });
    return { outcome: state === 'taken' ? 'duplicate' : 'closed' } as const;
  };

  return async (event, { requestId, remainingMs }) => {
    const started = clock.now();
    const slot = slots.find((candidate) => candidate.id === event.modelId);
    if (slot === undefined) return close(event, slot, 'This model is no longer configured.', requestId);
    if (started - Date.parse(event.createdAt) > OLDEST_EVENT_MS) {
      return close(event, slot, 'This model could not be started in time. Nothing was charged.', requestId);
    }

    const end = started + remainingMs;
    const deadline = Math.min(started + slot.timeoutSeconds * 1000, end - STORING_MS);
    const claim = {
      claimId: newId(),
      modelId: slot.id,
      startedAt: isoTime(started),
      deadline: isoTime(deadline),
      requestId,
    };
    const claimed = await persist(() => claims.claim(event.jobId, claim), clock, started + CLAIM_PATIENCE_MS);
    if (!claimed) return { outcome: 'duplicate' };

    const result = await drawn(tools, event, slot, { started, deadline, end });
    // Before the result, so that a reader of the result can rely on the budgets.
    const settled = settle(budget, event, result);
    await withDeadline(() => settled, { milliseconds: SETTLE_MS, clock, timeUp }).catch(() => undefined);
    await persist(() => results.save(event.jobId, result), clock, end - RESULT_MS / 2);
    if (result.status === 'completed') await addToGallery(tools, event, result, end - RESULT_MS / 2);
    await settled;
    await forget(budget, event, result);
    return { outcome: 'ended', result };
  };
}

interface Times {
  started: number;
  deadline: number;
  end: number;
}

/** The whole way from the plan to the stored picture; every failure is a result. */
async function drawn(
  tools: RunModelTools,
  event: WorkerEvent,
  slot: Slot,
  { started, deadline, end }: Times,
): Promise<ResultDocument> {
  const { clock, log } = tools;
  let call: PlannedCall | undefined;
  let image: GeneratedImage | undefined;
  const account = (moreWarnings: string[] = []) => ({
    model: slot.name,
    modelId: slot.id,
    provider: slot.providerLabel,
    startedAt: isoTime(started),
    completedAt: isoTime(clock.now()),
    durationMs: clock.now() - started,
    requested: event.parameters,
    sent: call?.sent ?? {},
    warnings: [...(call?.warnings ?? []), ...(image?.warnings ?? []), ...moreWarnings],
  });
  try {
    call = await plannedCall(tools, event, slot);
    image = await callVendor(call, deadline, tools);
    const { warnings, ...picture } = await keepPicture(tools, event, image.bytes, end - RESULT_MS);
    const costUsd = image.costUsd ?? slot.settings.priceUsd;
    return {
      ...account(warnings),
      status: 'completed',
      ...picture,
      ...(costUsd !== undefined && { costUsd }),
      ...(image.revisedPrompt !== undefined && { revisedPrompt: image.revisedPrompt }),
    };
  } catch (error) {
    const failure = error instanceof ProviderError ? error : internal(error);
    log.warn('A model failed', { jobId: event.jobId, modelId: slot.id, code: failure.code, cause: error });
    const { code, message, billed, retryable } = failure;
    const price = billed === 'yes' ? (image?.costUsd ?? slot.settings.priceUsd) : undefined;
    const costUsd = failure.costUsd ?? price;
    return {
      ...account(),
      status: 'failed',
      error: { code, message, billed, retryable },
      ...(costUsd !== undefined && { costUsd }),
    };
  }
}

/** @throws ProviderError BAD_PARAMETER, BAD_KEY; NOT_STARTED where the model cannot be set up at the moment */
async function plannedCall(tools: RunModelTools, event: WorkerEvent, slot: Slot): Promise<PlannedCall> {
  let model: ImageModel;
  try {
    model = await tools.modelOf(slot);
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError(
      'NOT_STARTED',
      'This model could not be set up. Nothing was charged. Try again.',
      {
        billed: 'no',
        retryable: true,
        cause: error,
      },
    );
  }
  try {
    return model.plan({ prompt: event.prompt, ...event.parameters });
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError('INTERNAL', 'The request to this model could not be put together.', {
      billed: 'no',
      retryable: false,
      cause: error,
    });
  }
}

const timeUp = () => new Error('The budgets could not be corrected in time.');

/** What the vendor charged: 0 if it did not bill, `undefined` if nobody knows. */
function costOf(result: ResultDocument): number | undefined {
  return result.status === 'failed' && result.error.billed === 'no' ? 0 : result.costUsd;
}

/** Replaces the reservation by the cost; the reservation of an unknown cost stays. */
async function settle(budget: Budget, event: WorkerEvent, result: ResultDocument): Promise<void> {
  const costUsd = costOf(result);
  if (costUsd !== undefined) await budget.settle(event, costUsd);
}

async function forget(budget: Budget, event: WorkerEvent, result: ResultDocument): Promise<void> {
  const costUsd = costOf(result);
  if (costUsd !== undefined) await budget.forget(event, costUsd);
}

/** Every worker of a run writes the same entry under the same key; the first one that succeeds is shown. */
async function addToGallery(
  { gallery, clock, log }: RunModelTools,
  event: WorkerEvent,
  result: Extract<ResultDocument, { status: 'completed' }>,
  until: number,
): Promise<void> {
  const entry = {
    id: event.jobId,
    timestamp: event.createdAt,
    prompt: event.prompt,
    previewKey: result.thumbnailKey ?? result.imageKey,
    totalModels: event.totalModels,
  };
  await persist(() => gallery.add(entry), clock, until).catch((cause: unknown) => {
    log.error('A run could not be added to the gallery', { jobId: event.jobId, cause });
  });
}

function internal(cause: unknown): ProviderError {
  return new ProviderError('INTERNAL', 'Something went wrong on our side.', {
    billed: 'unknown',
    retryable: true,
    cause,
  });
}
