import type {
  EndDocument,
  FollowUpDocument,
  FollowUpEndDocument,
  JobDocument,
  StateDocument,
} from './documents.ts';
import { JSON_OPTIONS, parseJson, readJson } from './json.ts';
import { objectKeys, type RunDocumentKey, runDocumentOf } from './object-keys.ts';
import { deleteAll, listAll, type ObjectStore } from './object-store.ts';

/** Which documents of a run exist. */
export interface RunListing {
  hasJob: boolean;
  /** Ids of the models with a claim, and of those with a result. */
  claims: readonly string[];
  results: readonly string[];
  /** Ids of the models with a picture that arrived late. */
  late: readonly string[];
  /** Adoptions that were begun. */
  adoptions: readonly { modelId: string; attempt: number }[];
  hasEnded: boolean;
  hasState: boolean;
  followUps: readonly FollowUpListing[];
}

/** Which documents of a follow-up exist in the folder of its run. */
export interface FollowUpListing {
  jobId: string;
  hasEnded: boolean;
  /** Ids of the models with a picture that arrived after it had ended. */
  late: readonly string[];
}

export interface JobStore {
  /**
   * Writes the job once. If the key is taken, an earlier attempt of this very call got through although its response
   * was lost, or the run was taken over by a repetition; either way the stored job is that of this id.
   */
  create(job: JobDocument): Promise<void>;
  /** Only for a run that is listed: S3 may respond 403 to reading a key that does not exist. */
  read(jobId: string): Promise<JobDocument | undefined>;
  /** Writes the end of the run; the first one stays. */
  end(jobId: string, end: EndDocument): Promise<void>;
  readEnd(jobId: string): Promise<EndDocument | undefined>;
  /**
   * Says that a follow-up belongs to the run, unless as many do as may. Exact however many arrive at once: each takes a
   * numbered place first.
   * @param places how many follow-ups the run may have, and how many it had when it was listed
   * @returns whether it belongs to the run, also from an earlier call
   */
  addFollowUp(
    runId: string,
    followUp: FollowUpDocument,
    places: { most: number; taken: number },
  ): Promise<boolean>;
  readFollowUp(runId: string, jobId: string): Promise<FollowUpDocument | undefined>;
  /** Stores all that a follow-up came to; the first one stays. */
  endFollowUp(runId: string, end: FollowUpEndDocument): Promise<void>;
  readFollowUpEnd(runId: string, jobId: string): Promise<FollowUpEndDocument | undefined>;
  /** One listing for nearly all runs: at most 20 models with a few documents each, the job, its end, its follow-ups. */
  list(jobId: string): Promise<RunListing>;
  /** Only for a run whose listing has a state. */
  readState(jobId: string): Promise<StateDocument | undefined>;
  /** The state of a run that has not been listed: one listing of nothing for nearly all runs. */
  findState(jobId: string): Promise<StateDocument | undefined>;
  saveState(jobId: string, state: StateDocument): Promise<void>;
  /** The state of a run with what `changeState` needs to know that nobody has changed it since. */
  readStateVersion(jobId: string): Promise<{ state: StateDocument; etag: string } | undefined>;
  /** Writes the state if it is still the one with this ETag, or none if `undefined`. @returns whether it was */
  changeState(jobId: string, state: StateDocument, etag: string | undefined): Promise<boolean>;
  /** Deletes every document of a run but its state. */
  deleteDocuments(jobId: string): Promise<void>;
}

export function jobStore(objects: ObjectStore): JobStore {
  return {
    async create(job) {
      await objects.putIfAbsent(objectKeys.job(job.jobId), JSON.stringify(job), JSON_OPTIONS);
    },
    read: (jobId) => readJson<JobDocument>(objects, objectKeys.job(jobId)),
    async end(jobId, end) {
      await objects.putIfAbsent(objectKeys.end(jobId), JSON.stringify(end), JSON_OPTIONS);
    },
    readEnd: (jobId) => readJson<EndDocument>(objects, objectKeys.end(jobId)),
    async addFollowUp(runId, followUp, { most, taken }) {
      const document = JSON.stringify(followUp);
      for (let place = taken; place < most; place += 1) {
        if (!(await takePlace(objects, objectKeys.followUpPlace(runId, place), followUp))) continue;
        await objects.putIfAbsent(objectKeys.followUp(runId, followUp.jobId), document, JSON_OPTIONS);
        return true;
      }
      return false;
    },
    readFollowUp: (runId, jobId) => readJson<FollowUpDocument>(objects, objectKeys.followUp(runId, jobId)),
    async endFollowUp(runId, end) {
      const key = objectKeys.followUpEnd(runId, end.job.jobId);
      await objects.putIfAbsent(key, JSON.stringify(end), JSON_OPTIONS);
    },
    readFollowUpEnd: (runId, jobId) =>
      readJson<FollowUpEndDocument>(objects, objectKeys.followUpEnd(runId, jobId)),
    async list(jobId) {
      const keys = await listAll(objects, objectKeys.run(jobId));
      const documents = keys.map(runDocumentOf);
      const modelsWith = (kind: 'claim' | 'result' | 'late') =>
        documents.flatMap((document) => (document?.kind === kind ? [document.modelId] : []));
      return {
        hasJob: documents.some((document) => document?.kind === 'job'),
        claims: modelsWith('claim'),
        results: modelsWith('result'),
        late: modelsWith('late'),
        adoptions: documents.flatMap((document) =>
          document?.kind === 'adoption' ? [{ modelId: document.modelId, attempt: document.attempt }] : [],
        ),
        hasEnded: documents.some((document) => document?.kind === 'ended'),
        hasState: documents.some((document) => document?.kind === 'state'),
        followUps: documents.flatMap((document) =>
          document?.kind === 'followUp' ? [followUpListing(document.jobId, documents)] : [],
        ),
      };
    },
    readState: (jobId) => readJson<StateDocument>(objects, objectKeys.state(jobId)),
    async findState(jobId) {
      const key = objectKeys.state(jobId);
      // Listed first, because S3 may respond 403 to reading a key that does not exist.
      const { keys } = await objects.list(key);
      return keys.length === 0 ? undefined : readJson<StateDocument>(objects, key);
    },
    async saveState(jobId, state) {
      await objects.put(objectKeys.state(jobId), JSON.stringify(state), JSON_OPTIONS);
    },
    async readStateVersion(jobId) {
      const key = objectKeys.state(jobId);
      const { keys } = await objects.list(key);
      const object = keys.length === 0 ? undefined : await objects.get(key);
      return object && { state: parseJson<StateDocument>(object), etag: object.etag };
    },
    async changeState(jobId, state, etag) {
      const text = JSON.stringify(state);
      const key = objectKeys.state(jobId);
      return (await objects.putIfUnchanged(key, text, etag, JSON_OPTIONS)) === 'written';
    },
    async deleteDocuments(jobId) {
      const keys = await listAll(objects, objectKeys.run(jobId));
      await deleteAll(
        objects,
        keys.filter((key) => key !== objectKeys.state(jobId)),
      );
    },
  };
}

/** @returns whether the place is the follow-up's, now or since an earlier call */
async function takePlace(objects: ObjectStore, key: string, followUp: FollowUpDocument): Promise<boolean> {
  const put = await objects.putIfAbsent(key, JSON.stringify(followUp), JSON_OPTIONS);
  if (put === 'created') return true;
  return (await readJson<FollowUpDocument>(objects, key))?.jobId === followUp.jobId;
}

function followUpListing(jobId: string, documents: readonly (RunDocumentKey | undefined)[]): FollowUpListing {
  return {
    jobId,
    hasEnded: documents.some((document) => document?.kind === 'followUpEnd' && document.jobId === jobId),
    late: documents.flatMap((document) =>
      document?.kind === 'followUpLate' && document.jobId === jobId ? [document.modelId] : [],
    ),
  };
}
