import type { GenerateRequest, GenerateResponse, Visibility } from '../../contract/index.ts';
import { promptBlocked, RequestError, runExpired } from '../../errors.ts';
import { canonicalJson, sha256Hex } from '../../lib/hash.ts';
import { withDeadline } from '../../lib/with-deadline.ts';
import type { JobDocument } from '../../store/documents.ts';
import type { ExpiryStore } from '../../store/expiry-store.ts';
import type { ImageStore } from '../../store/image-store.ts';
import type { JobStore } from '../../store/job-store.ts';
import type { OpenRunStore } from '../../store/open-run-store.ts';
import { indexesOf, type OwnRunStore } from '../../store/own-run-store.ts';
import { picturesOf } from '../../store/pictures.ts';
import { admissionMark } from '../../store/table-keys.ts';
import type { Client, Clients } from '../limits/clients.ts';
import { type RunLimits, runQuotas } from '../limits/quotas.ts';
import { type Admitted, failClosed, type RateLimiter, unavailable } from '../limits/rate-limiter.ts';
import type { Requester } from '../requester.ts';
import { whyGone } from '../who-may-see.ts';
import { type Asked, askedOf, MOST_FOLLOW_UPS, retriedTooOften } from './asked.ts';
import { type Cell, type CellTools, cellOf, listQuotas } from './cell.ts';
import { copyInputs, type EditTools } from './edit.ts';
import type { Idempotency, Lease } from './idempotency.ts';
import { planRun, type RunPlan } from './plan-run.ts';
import { findJob, jobDocument, responseOf } from './run-documents.ts';
import { RESPONDING_MS, type StartWorkersTools, startWorkers } from './start-workers.ts';

/** With less time than this, no worker is started: the client might never learn of its run. */
const SHORTEST_START_MS = 3000;
/** How long workers take events of a run. */
const STARTING_MS = 300_000;

export interface StartRunTools extends StartWorkersTools, EditTools, CellTools {
  isBlocked: (prompt: string) => boolean;
  /** Of what is to be done to pictures that were handed in. */
  isBlockedOfPictures: (prompt: string) => boolean;
  images: Pick<ImageStore, 'copyInput'>;
  clock: StartWorkersTools['clock'];
  idempotency: Idempotency;
  limits: RunLimits;
  rateLimiter: RateLimiter;
  jobs: JobStore;
  defaultVisibility: Visibility;
  expiries: Pick<ExpiryStore, 'add'>;
  openRuns: OpenRunStore;
  ownRuns: Pick<OwnRunStore, 'add'>;
  clients: Pick<Clients, 'identify'>;
}

export interface StartRunInput extends Requester {
  /** Valid by the contract, its texts normalized. */
  request: GenerateRequest;
  /** As the gateway saw it, never as the client says. */
  address: string;
  idempotencyKey: string | undefined;
  /** Of the program that sends the request. */
  key?: Client['key'];
  /** Hash of the key that the new run shall have. */
  runKeyHash?: string | undefined;
  correlationId: string;
  requestId: string;
  /** When the function is stopped, in milliseconds since the epoch. */
  stopsAt: number;
}

export interface StartedRun {
  response: GenerateResponse;
  /** `RateLimit-*`; none for a repetition, which is not counted. */
  headers: Record<string, string>;
}

/** A request that was found to be in order. */
interface NewRun extends Omit<StartRunInput, 'runKeyHash' | 'owner'>, Asked {
  /** The person who starts it, where people sign in. */
  payer: string | undefined;
  /** Id of the key that pays, too: one that has a budget. */
  payerKey: string | undefined;
  cell: Cell | undefined;
  plan: RunPlan;
  client: Client;
  now: number;
}

/**
 * Starts a run: content filter, idempotency, limits and budgets, `job.json`, one worker per model. What fails on the
 * way undoes what was counted before it.
 * @throws RequestError UNKNOWN_MODEL, UNSUPPORTED_OPERATION, REFERENCE_NOT_FOUND, MASK_MISMATCH, PROMPT_REQUIRED, PROMPT_BLOCKED, IDEMPOTENCY_IN_PROGRESS, IDEMPOTENCY_MISMATCH, RATE_LIMITED,
 * BUDGET_EXHAUSTED, DISPATCH_FAILED; for a cell LIST_NOT_FOUND, LIST_BUDGET_REACHED; for a retry JOB_NOT_FOUND, INVALID_PARAMETER; RUN_DELETED, RUN_EXPIRED for that and for a repetition
 */
export function startRun(tools: StartRunTools): (input: StartRunInput) => Promise<StartedRun> {
  return async (input) => {
    const cell = await failClosed(cellOf(tools, input));
    const asked = await failClosed(askedOf(tools, cell === undefined ? input : inputOfCell(input, cell)));
    const plan = planRun(tools.slots, asked.models, asked.indexes, asked.edit);
    const isBlocked = asked.edit === undefined ? tools.isBlocked : tools.isBlockedOfPictures;
    if (isBlocked(asked.prompt)) throw promptBlocked();
    const now = tools.clock.now();
    const { owner: payer } = input;
    const client = {
      ...(await failClosed(tools.clients.identify(input.address, now))),
      person: payer,
      key: input.key,
    };
    const payerKey = input.key?.usdPerMonth === undefined ? undefined : input.key.id;
    const run = { ...input, ...asked, plan, client, now, payer, payerKey, cell };
    if (cell !== undefined) return startCell(tools, run, cell);
    return input.idempotencyKey === undefined
      ? start(tools, run, tools.newId())
      : startOnce(tools, run, input.idempotencyKey);
  };
}

/** Without an idempotency key, every request starts a run. */
async function start(tools: StartRunTools, run: NewRun, jobId: string, lease?: Lease): Promise<StartedRun> {
  const { payer: person, payerKey: key, cell, plan } = run;
  const ofList = listQuotas(cell, tools.keptDays, plan.reservedUsd);
  const quotas = [...ofList, ...runQuotas(tools.limits, run.client, run.now, plan.reservedUsd)];
  const list = ofList.length === 0 ? undefined : cell?.listId;
  const admissionId = admissionMark(run.now, jobId, tools.newId(), { person, key, list });
  const admitted = await tools.rateLimiter.admit(quotas, admissionId, run.now);
  if (!hasTimeToStart(tools, run)) {
    await admitted.refund('everything');
    throw tooLate();
  }
  const job = jobDocument(run, jobId, admissionId, tools.newId);
  await joinRoot(tools, run, job, admitted);
  await writeJob(tools, run, job, admitted);
  if (!(await startWorkers(tools, job, run.plan.startOrder, run))) {
    await admitted.refund('requests');
    throw unavailable(new Error('No worker could be started.'));
  }
  await beforeTheResponse(tools, run, Promise.all([admitted.confirm(), lease?.complete()]));
  return { response: responseOf(job), headers: admitted.headers };
}

/** With an idempotency key, the first request starts the run, and the others get its response. */
async function startOnce(tools: StartRunTools, run: NewRun, key: string): Promise<StartedRun> {
  const { prompt, parameters, plan, indexes, runKeyHash, visibility, expiresInDays, edit, parent } = run;
  const models = plan.models.map(({ id }) => id);
  const { retryOf } = run.request;
  // By their bytes: the same picture may have been handed in again.
  const worked = edit && {
    operation: edit.operation,
    inputs: edit.sources.map(({ sha256 }) => sha256),
    mask: edit.mask?.sha256,
    expand: edit.expand,
    parent,
  };
  const asked = { prompt, parameters, models, indexes, retryOf, runKeyHash, visibility, expiresInDays };
  // Left out of other runs, as before there were blind ones: a key of then still stands for its request.
  const fingerprint = sha256Hex(canonicalJson({ ...asked, ...worked, blind: run.blind || undefined }));
  const request = { key, address: run.address, person: run.payer, fingerprint, jobId: tools.newId() };
  const turn = await failClosed(tools.idempotency.take(request));

  if (turn.kind === 'repeat') return repeated(await failClosed(findJob(tools, turn.jobId)));
  // If it cannot be read, the key keeps standing for it: the workers that it may have started are drawing.
  const begun = turn.kind === 'resume' ? await failClosed(findJob(tools, turn.jobId)) : undefined;
  try {
    return begun === undefined
      ? await start(tools, run, turn.jobId, turn.lease)
      : await resume(tools, run, begun, turn.lease);
  } catch (error) {
    await turn.lease.release();
    throw error;
  }
}

/** A cell is drawn for its list: the run belongs to whom the list belongs to. */
function inputOfCell(input: StartRunInput, { request, list: { runKeyHash, owner } }: Cell): StartRunInput {
  return { ...input, request, runKeyHash, owner: owner ?? input.owner };
}

/**
 * A cell is its own idempotency key, and stands for its run for as long as there is the list: the first request gives it the id of
 * its run before anything is counted or drawn, and every other one gets that run, or goes on starting it if that request died.
 */
async function startCell(tools: StartRunTools, run: NewRun, { listId, n }: Cell): Promise<StartedRun> {
  const key = String(n);
  const request = { key, address: run.address, list: listId, fingerprint: key, jobId: tools.newId() };
  const turn = await failClosed(tools.idempotency.take(request));
  const taken = failClosed(tools.lists.takeCell(listId, n, { jobId: turn.jobId }));
  if (turn.kind === 'repeat') {
    const found = await failClosed(findJob(tools, (await taken).jobId));
    if (found === undefined) throw runExpired();
    return repeated(found);
  }
  try {
    const { jobId } = await taken;
    const begun = await failClosed(findJob(tools, jobId));
    if (begun === undefined) return await start(tools, run, jobId, turn.lease);
    if (run.now - Date.parse(begun.createdAt) < STARTING_MS)
      return await resume(tools, run, begun, turn.lease);
    // No worker would take its events any more; the sweeper has ended what was left.
    await turn.lease.complete();
    return repeated(begun);
  } catch (error) {
    await turn.lease.release();
    throw error;
  }
}

/** Starts the workers of a run that was counted and written by a request that died. Claims keep any from drawing twice. */
async function resume(
  tools: StartRunTools,
  run: NewRun,
  job: JobDocument,
  lease: Lease,
): Promise<StartedRun> {
  await failClosed(addToOwn(tools, job));
  if (!(await startWorkers(tools, job, picturesOf(job), run)))
    throw unavailable(new Error('No worker could be started.'));
  await beforeTheResponse(tools, run, lease.complete());
  return repeated(job);
}

/** What the sweeper or a repetition can do as well must not hold up the response: the run has started. */
async function beforeTheResponse({ clock, log }: StartRunTools, { stopsAt }: NewRun, work: Promise<unknown>) {
  const milliseconds = Math.max(0, stopsAt - RESPONDING_MS - clock.now());
  const timeUp = () => new Error('There is no time left.');
  await withDeadline(() => work, { milliseconds, clock, timeUp }).catch((cause: unknown) => {
    log.error('A run has started, but its admission or its key is not final yet', { cause });
  });
}

function repeated(job: JobDocument | undefined): StartedRun {
  if (job !== undefined) return { response: responseOf(job), headers: {} };
  throw new RequestError(
    'IDEMPOTENCY_MISMATCH',
    'The run of this Idempotency-Key has been deleted. Send a new key to draw again.',
  );
}

/**
 * Tells the run that it has a follow-up: before the job is written, so that none exists of which its run does not know.
 * Nothing is started if that fails, so everything that was counted is undone.
 */
async function joinRoot(
  { jobs }: StartRunTools,
  { followUps: taken }: NewRun,
  { jobId, createdAt, run: root }: JobDocument,
  admitted: Admitted,
) {
  if (root === undefined) return;
  try {
    const places = { most: MOST_FOLLOW_UPS, taken };
    const added = await failClosed(jobs.addFollowUp(root.jobId, { jobId, createdAt }, places));
    if (!added) throw retriedTooOften();
  } catch (error) {
    await admitted.refund('everything');
    throw error;
  }
}

/**
 * Writes the marker of the run and `job.json`. If that fails, one of them may be there all the same, so only the count
 * of the request is undone here: the sweeper finds the marker or the admission, and gives the reservation back.
 */
async function writeJob(tools: StartRunTools, run: NewRun, job: JobDocument, admitted: Admitted) {
  try {
    const marker = { jobId: job.jobId, createdAtMs: run.now };
    const { run: root, inputs, mask } = job;
    // Before the job: whatever exists of a run can be drawn.
    if (run.edit !== undefined && inputs !== undefined && root === undefined) {
      await copyInputs(tools.images, run.edit, [...inputs, ...(mask === undefined ? [] : [mask])]);
    }
    await Promise.all([
      tools.openRuns.open(marker),
      addToOwn(tools, job),
      addExpiry(tools, job),
      tools.jobs.create(job),
    ]);
    // Whoever deletes the run from now on finds the follow-up.
    const gone = root && whyGone(job, await tools.jobs.findState(root.jobId), tools.clock.now());
    if (gone !== undefined) throw gone;
    if (!hasTimeToStart(tools, run)) throw tooLate();
  } catch (cause) {
    await admitted.refund('requests');
    throw cause instanceof RequestError ? cause : unavailable(cause);
  }
}

const hasTimeToStart = ({ clock }: StartRunTools, { stopsAt }: NewRun) =>
  clock.now() + SHORTEST_START_MS <= stopsAt;

const tooLate = () => unavailable(new Error('There is too little time left to start a run.'));

/** Lists a run among those of its key and of its owner. A follow-up is listed by its run. */
async function addToOwn({ ownRuns }: StartRunTools, { jobId, createdAt, run, ...whose }: JobDocument) {
  if (run !== undefined) return;
  const own = { jobId, createdAtMs: Date.parse(createdAt) };
  await Promise.all(indexesOf(whose).map((index) => ownRuns.add(index, own)));
}

/** Has the sweeper delete a run when its time is over. A follow-up goes with its run. */
async function addExpiry({ expiries }: StartRunTools, { jobId, expiresAt, run }: JobDocument) {
  if (expiresAt !== undefined && run === undefined) await expiries.add({ jobId, expiresAt });
}
