import { WORDLESS_OPERATIONS } from '../../contract/constants.ts';
import type { GenerateRequest, Parameters, PictureOfRun, Visibility } from '../../contract/index.ts';
import { invalidField, RequestError, stillBlind } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { JobDocument, RootRun } from '../../store/documents.ts';
import type { JobStore, RunListing } from '../../store/job-store.ts';
import { totalsOf } from '../../store/pictures.ts';
import { requireKept } from '../expiry.ts';
import { owns, type Requester } from '../requester.ts';
import { expiryOf, isBlind, maySee, visibilityOf } from '../who-may-see.ts';
import { type Edit, type EditTools, editOf } from './edit.ts';

/** Follow-ups of one run. */
export const MOST_FOLLOW_UPS = 20;

/** What a request asks for, with what it leaves to the run that it retries. */
export interface Asked {
  prompt: string;
  /** Only what was given. */
  parameters: Parameters;
  /** Ids; `undefined` for all. */
  models: readonly string[] | undefined;
  /** Which pictures of each model; the first one alone if `undefined`. */
  indexes: number[] | undefined;
  /** Of the new run. A follow-up has that of the run that it belongs to. */
  runKeyHash: string | undefined;
  /** The person whose run it will be, where people sign in; for a follow-up as for the key. */
  owner: string | undefined;
  /** Who may see it, `undefined` for everybody. A follow-up is seen by whoever may see the run that it belongs to. */
  visibility: HiddenVisibility | undefined;
  /** Days after which it goes by itself, and of a follow-up when its run goes. */
  expiresInDays: number | undefined;
  expiresAt: string | undefined;
  /** The run that the new one will belong to; without one, it is a run of its own. */
  root: RootRun | undefined;
  /** How many follow-ups the root had when it was listed. */
  followUps: number;
  /** `undefined` for a run that is drawn from words alone. */
  edit: Edit | undefined;
  /** The picture that the run goes on from. */
  parent: PictureOfRun | undefined;
  /** Whether it is not told whose the pictures are until they are revealed. */
  blind: boolean;
}

export interface AskedTools extends EditTools {
  jobs: Pick<JobStore, 'list' | 'read' | 'readState' | 'findState'>;
  /** Of runs that do not say who may see them. */
  defaultVisibility: Visibility;
  /** Days that everything is kept for. */
  keptDays: number;
  clock: Pick<Clock, 'now'>;
}

interface AskedInput extends Requester {
  request: GenerateRequest;
  runKeyHash?: string | undefined;
}

/**
 * What a request asks for. A retry belongs to the run that it names, or to whose follow-up it names, if the request has
 * that run's key, or is its owner's.
 * @throws RequestError JOB_NOT_FOUND if it leaves the prompt to a run that does not exist; RUN_DELETED; RUN_EXPIRED; INVALID_PARAMETER if the run
 * has been retried too often or does not have a model, if a private run is to have no key, or if it shall outlive what is kept
 */
export async function askedOf(
  tools: AskedTools,
  { request, runKeyHash, ...who }: AskedInput,
): Promise<Asked> {
  const { defaultVisibility, keptDays } = tools;
  const { prompt, models, count = 1, index, retryOf, visibility: wanted, ip: _ip, ...others } = request;
  const { operation, references, mask, expand, parent: wantedParent, expiresInDays, ...more } = others;
  const { blind = false, cell: _cell, ...parameters } = more;
  if (blind && retryOf !== undefined) throw noBlindRetry();
  if (expiresInDays !== undefined) requireKept(expiresInDays, keptDays);
  const visibility = blind ? 'private' : (wanted ?? defaultVisibility);
  const named = retryOf === undefined ? undefined : await find(tools, retryOf, who);
  if (prompt === undefined && named === undefined && retryOf !== undefined) {
    throw new RequestError('JOB_NOT_FOUND', 'There is no such run to retry, or it has expired.');
  }
  const wantedEdit = { operation, references, mask, expand, aspectRatio: parameters.aspectRatio };
  const edit = await editOf(tools, wantedEdit, who, named?.job);
  const parent = named === undefined ? wantedParent : named.job.parent;
  if (parent !== undefined && named === undefined && (await find(tools, parent.jobId, who)) === undefined) {
    throw new RequestError('JOB_NOT_FOUND', 'There is no such run to go on from, or it has expired.');
  }
  const asked = {
    edit,
    parent,
    blind,
    prompt: prompt ?? named?.job.prompt ?? (edit && WORDLESS_OPERATIONS[edit.operation]) ?? '',
    parameters: prompt === undefined && named !== undefined ? named.job.parameters : parameters,
    models: models ?? named?.job.models.map(({ id }) => id),
    indexes: indexesOf(count, index),
  };
  const root = named?.job.run === undefined ? named : await find(tools, named.job.run.jobId, who);
  if (root === undefined || !owns(root.job, who)) {
    const { owner } = who;
    if (visibility === 'private' && runKeyHash === undefined && owner === undefined) throw needsKey();
    const own = { runKeyHash, owner, visibility: hidden(visibility), expiresInDays, expiresAt: undefined };
    return { ...asked, ...own, root: undefined, followUps: 0 };
  }
  const followUps = root.listed.followUps.length;
  if (followUps >= MOST_FOLLOW_UPS) throw retriedTooOften();
  requireModels(root.job, models);
  requirePictures(root.job, asked.indexes ?? [0]);
  const {
    prompt: rootPrompt,
    parameters: { aspectRatio },
    runKeyHash: rootKeyHash,
    owner,
  } = root.job;
  const {
    run: _none,
    visibility: _atFirst,
    payer: _whoPaid,
    payerKey: _withWhat,
    payerList: _forWhat,
    expiresAt: _then,
    ...totals
  } = totalsOf(root.job);
  const { expiresAt } = root;
  const rootRun = {
    ...totals,
    prompt: rootPrompt,
    ...(aspectRatio !== undefined && { aspectRatio }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
  return {
    ...asked,
    runKeyHash: rootKeyHash,
    owner,
    visibility: hidden(root.visibility),
    expiresInDays: undefined,
    expiresAt,
    root: rootRun,
    followUps,
  };
}

type HiddenVisibility = Exclude<Visibility, 'listed'>;

/** `undefined` for a run that everybody may see, as in runs of all versions. */
const hidden = (visibility: Visibility) => (visibility === 'listed' ? undefined : visibility);

/** @returns `undefined` for the first picture alone, as in runs of all versions */
function indexesOf(count: number, index: number | undefined): number[] | undefined {
  const indexes = index === undefined ? Array.from({ length: count }, (_, place) => place) : [index];
  return indexes.length === 1 && indexes[0] === 0 ? undefined : indexes;
}

interface FoundJob {
  job: JobDocument;
  listed: RunListing;
  visibility: Visibility;
  expiresAt: string | undefined;
}

/** A run that they may see. Listed first, because S3 may respond 403 to reading a key that does not exist. */
async function find(
  { jobs, clock }: Pick<AskedTools, 'jobs' | 'clock'>,
  jobId: string,
  who: Requester,
): Promise<FoundJob | undefined> {
  const listed = await jobs.list(jobId);
  const own = listed.hasState ? await jobs.readState(jobId) : undefined;
  const job = listed.hasJob ? await jobs.read(jobId) : undefined;
  const state = own ?? (job?.run && (await jobs.findState(job.run.jobId)));
  if (!maySee(job, state, who, clock.now()) || job === undefined) return undefined;
  if (isBlind(job, state)) throw stillBlind();
  return { job, listed, visibility: visibilityOf(job, state), expiresAt: expiryOf(job, state) };
}

function noBlindRetry(): RequestError {
  const message = 'A retry cannot be drawn blind. Start a new run.';
  return invalidField('blind', message);
}

function needsKey(): RequestError {
  const message = 'A private run needs a key: send the hash of one as X-Run-Key-Hash.';
  return invalidField('visibility', message);
}

export function retriedTooOften(): RequestError {
  const message = `This run has been retried ${MOST_FOLLOW_UPS} times. Start a new run.`;
  return invalidField('retryOf', message);
}

function requireModels({ models }: JobDocument, wanted: readonly string[] = []) {
  const others = wanted.filter((id) => !models.some((model) => model.id === id));
  if (others.length === 0) return;
  const message = `The run that is retried does not have ${others.map((id) => `"${id}"`).join(', ')}.`;
  throw invalidField('models', message);
}

function requirePictures({ indexes: own = [0] }: JobDocument, wanted: readonly number[]) {
  const others = wanted.filter((index) => !own.includes(index));
  if (others.length === 0) return;
  const message = `The run that is retried does not have picture ${others.join(', ')} of a model.`;
  throw invalidField('index', message);
}
