import type { Slot } from '../../config/slot.ts';
import { EVENT_VERSION, TOOL_EVENT_VERSION } from '../../contract/constants.ts';
import type { WorkerEvent } from '../../contract/index.ts';
import { ProviderError } from '../../errors.ts';
import { type Clock, isoTime } from '../../lib/clock.ts';
import { type SafeText, safeText } from '../../lib/safe-text.ts';
import { type Warning, warningFields } from '../../lib/warning.ts';
import type { GeneratedImage, ImageModel, PlannedCall } from '../../providers/types.ts';
import type { ClaimStore } from '../../store/claim-store.ts';
import type { ResultDocument } from '../../store/documents.ts';
import { indexField } from '../../store/pictures.ts';
import type { ResultStore } from '../../store/result-store.ts';
import type { TimesStore } from '../../store/times-store.ts';
import { type CloseTools, closeAttempt, NOT_STARTED_MESSAGE } from '../end-run/close-attempt.ts';
import { lateOf, settleAttempt } from '../end-run/settle-attempt.ts';
import { recordTime } from '../models/usual-times.ts';
import type { InputReader } from '../ports.ts';
import { adoptPicture } from './adopt-picture.ts';
import { believedCost } from './believed-cost.ts';
import { type BlindCopyTools, blindCopy } from './blind-copy.ts';
import { type KeepPictureTools, keepPicture } from './keep-picture.ts';
import { loadEdit, pricedFor } from './load-inputs.ts';
import { persist } from './persist.ts';
import { type ShowPictureTools, showPicture } from './show-picture.ts';
import { callVendor, type VendorCallTools } from './vendor-call.ts';

/** An event older than this is not worked on: the sweeper may be closing its attempt. */
const OLDEST_EVENT_MS = 300_000;
/** Kept free at the end of the function's time to store what came. */
const STORING_MS = 20_000;
/** The last part of it, for the result and its settlement. */
const RESULT_MS = 5000;
/** How long to try to claim a model before its event is given up to the dead-letter queue. */
const CLAIM_PATIENCE_MS = 10_000;

export interface RunModelTools
  extends CloseTools,
    BlindCopyTools,
    KeepPictureTools,
    ShowPictureTools,
    VendorCallTools {
  clock: Clock;
  images: KeepPictureTools['images'];
  claims: ClaimStore;
  results: ResultStore;
  slots: readonly Slot[];
  /** Builds the slot's model, with its key. @throws when the key is missing or cannot be read */
  modelOf: (slot: Slot) => Promise<ImageModel>;
  inputReader: InputReader;
  jobs: CloseTools['jobs'] & ShowPictureTools['jobs'];
  times: TimesStore;
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
  /** Too old, from a newer version, or its slot is gone: closed without calling the vendor. */
  | { outcome: 'closed' };

/**
 * Draws one model's picture, once: the claim is written before the vendor is called, and only its holder calls. Every
 * failure ends as a stored result.
 * @throws if the claim or the result could not be stored; the sweeper then ends the attempt
 */
export function runModel(
  tools: RunModelTools,
): (event: WorkerEvent, invocation: Invocation) => Promise<RunOutcome> {
  const { slots, claims, clock, newId } = tools;

  const close = async (event: WorkerEvent, slot: Slot | undefined, reason: SafeText, requestId: string) => {
    const name = slot?.name ?? event.modelId;
    const provider = slot?.providerLabel ?? 'unknown';
    const state = await closeAttempt(tools, { event, name, provider, reason, requestId });
    return { outcome: state === 'taken' ? 'duplicate' : 'closed' } as const;
  };

  return async (event, { requestId, remainingMs }) => {
    const started = clock.now();
    const end = started + remainingMs;
    const slot = slots.find((candidate) => candidate.id === event.modelId);
    if (event.adopt !== undefined) {
      const result = await adoptPicture(tools, event, event.adopt, slot);
      if (result === undefined) return { outcome: 'duplicate' };
      await finish(tools, event, result, end);
      return { outcome: 'ended', result };
    }
    if (slot === undefined)
      return close(event, slot, safeText`This model is no longer configured.`, requestId);
    if (started - Date.parse(event.createdAt) > OLDEST_EVENT_MS || isNewer(event)) {
      return close(event, slot, NOT_STARTED_MESSAGE, requestId);
    }

    const deadline = Math.min(started + slot.timeoutSeconds * 1000, end - STORING_MS);
    const claim = {
      claimId: newId(),
      modelId: slot.id,
      ...indexField(event.index),
      startedAt: isoTime(started),
      deadline: isoTime(deadline),
      requestId,
    };
    const claimed = await persist(() => claims.claim(event.jobId, claim), clock, started + CLAIM_PATIENCE_MS);
    if (!claimed) return { outcome: 'duplicate' };

    const result = await drawn(tools, event, slot, { started, deadline, end });
    await Promise.all([
      finish(tools, event, result, end),
      result.status === 'completed' && recordTime(tools, slot, result.durationMs),
    ]);
    return { outcome: 'ended', result };
  };
}

/**
 * Stores the result, then shows the picture in the gallery, and settles last: the settlement is derived from the stored
 * result, so that a worker that dies in between leaves the sweeper all that it needs. A picture whose attempt was closed
 * meanwhile is kept as an extra result, and so is a file that cannot be shown.
 */
async function finish(tools: RunModelTools, event: WorkerEvent, result: ResultDocument, end: number) {
  const { results, clock, budget } = tools;
  const until = end - RESULT_MS / 2;
  const outcome = await persist(() => results.save(event.jobId, result), clock, until);
  if (outcome === 'saved') {
    const isShown = await showPicture(tools, event, result, until);
    // A picture that could not be stored may have arrived all the same: the sweeper looks for it.
    const { code, billed } = result.status === 'failed' ? result.error : {};
    const isForSweeper = !isShown || (code === 'INTERNAL' && billed === 'yes');
    // Past its time, as after a laptop's sleep, the sweeper may be at work on the same attempt.
    const how = event.adopt === undefined && clock.now() < end ? 'alone' : 'beside the sweeper';
    if (!isForSweeper) await settleAttempt(tools, event, result, how);
    return;
  }
  if (result.status !== 'completed' && result.original === undefined) return;
  await persist(
    () => results.saveLate(event.jobId, { ...result, late: true }, event.run?.jobId),
    clock,
    until,
  );
  await showPicture(tools, event, result, until);
  if (result.costUsd !== undefined) await budget.settle(lateOf(event), result.costUsd);
}

/** Whether the sender knows more than this worker does. */
function isNewer({ version = EVENT_VERSION, operation }: WorkerEvent): boolean {
  return version > (operation === undefined ? EVENT_VERSION : TOOL_EVENT_VERSION);
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
  const account = (moreWarnings: Warning[] = []) => ({
    model: slot.name,
    modelId: slot.id,
    ...indexField(event.index),
    provider: slot.providerLabel,
    startedAt: isoTime(started),
    completedAt: isoTime(clock.now()),
    durationMs: clock.now() - started,
    requested: event.parameters,
    sent: call?.sent ?? {},
    ...warningFields([...(call?.warnings ?? []), ...(image?.warnings ?? []), ...moreWarnings]),
  });
  try {
    call = await plannedCall(tools, event, slot);
    image = await callVendor(call, deadline, tools);
    const { warnings: doubts, ...cost } = believedCost(pricedFor(slot, event), image.costUsd);
    const origin = {
      startedAt: isoTime(started),
      completedAt: isoTime(clock.now()),
      costUsd: cost.costUsd,
      sent: call.sent,
    };
    const kept = await keepPicture(tools, event, image.bytes, origin, end - RESULT_MS);
    const { warnings, ...picture } = kept;
    const blind = await blindCopy(tools, event, image.bytes);
    return {
      ...account([...doubts, ...warnings]),
      status: 'completed',
      ...picture,
      ...blind,
      ...cost,
      ...(image.revisedPrompt !== undefined && { revisedPrompt: image.revisedPrompt }),
    };
  } catch (error) {
    const failure = error instanceof ProviderError ? error : internal(error);
    log.warn('A model failed', { jobId: event.jobId, modelId: slot.id, code: failure.code, cause: error });
    const { code, message, billed, retryable, original } = failure;
    const reported = failure.costUsd ?? image?.costUsd;
    const { warnings, ...cost } =
      billed === 'yes' || reported !== undefined
        ? believedCost(pricedFor(slot, event), reported)
        : { warnings: [] };
    return {
      ...account(warnings),
      status: 'failed',
      error: { code, message, billed, retryable },
      ...(original !== undefined && { original }),
      ...cost,
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
      safeText`This model could not be set up. Nothing was charged. Try again.`,
      {
        billed: 'no',
        retryable: true,
        cause: error,
      },
    );
  }
  const loaded = await loadEdit(tools, event, slot, model);
  try {
    const { edit, warnings = [] } = loaded ?? {};
    const call = model.plan({
      prompt: event.prompt,
      ...event.parameters,
      ...(edit !== undefined && { edit }),
    });
    return { ...call, warnings: [...warnings, ...call.warnings] };
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError('INTERNAL', safeText`The request to this model could not be put together.`, {
      billed: 'no',
      retryable: false,
      cause: error,
    });
  }
}

function internal(cause: unknown): ProviderError {
  return new ProviderError('INTERNAL', safeText`Something went wrong on our side.`, {
    billed: 'unknown',
    retryable: true,
    cause,
  });
}
