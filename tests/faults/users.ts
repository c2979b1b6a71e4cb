import { isDeepStrictEqual } from 'node:util';
import { errorCode } from '../../local/fault.ts';
import type {
  CreateListResponse,
  GenerateResponse,
  Reference,
  Result,
  StatusResponse,
} from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { pause, scriptedPrompt } from './models.ts';
import { oneOf, type Random } from './random.ts';

/** What the users saw. */
export interface Seen {
  /** Jobs whose response arrived, by the tag of their prompt. */
  jobs: Map<string, string>;
  /** When each job was first asked for, by its id, in milliseconds since the epoch. */
  askedAt: Map<string, number>;
  /** The first final state seen of each attempt, by `{jobId} {modelId}`. */
  finals: Map<string, Result>;
  /** When a run was first said to have ended, by its id. */
  ends: Map<string, string>;
  /** What was told as final and later told otherwise, one sentence each. */
  changes: string[];
  looks: number;
  /** Requests that were to change a picture. */
  edits: number;
  /** Lists of prompts that were made. */
  lists: number;
  refused: number;
  /** Requests to generate that broke off without a response, by the tag of their prompt. */
  cutOff: string[];
  /** When the 5xx responses came that users repeated the request after, in milliseconds since the epoch. */
  serverErrors: number[];
}

/** With kills every few seconds, a request may die several times, and its key is leased each time. */
const GIVE_UP_MS = 300_000;

const PROMPTS_OF_A_LIST = 3;
/** One run of so many goes on from a picture. */
const RUNS_PER_EDIT = 5;
const isEdit = (n: number) => n % RUNS_PER_EDIT === RUNS_PER_EDIT - 1;

/** What users reach. */
export interface Service {
  url(): string;
  /** Whether they should wait before they start more. */
  isOverloaded(): boolean;
}

/** Users who start runs, repeat the request with the same key if no response comes, and poll the status. */
export function createUsers(service: Service, random: Random, onStarted: () => void) {
  const seen: Seen = {
    jobs: new Map(),
    askedAt: new Map(),
    finals: new Map(),
    ends: new Map(),
    changes: [],
    looks: 0,
    edits: 0,
    lists: 0,
    refused: 0,
    cutOff: [],
    serverErrors: [],
  };

  async function start(tag: string, models?: readonly string[]): Promise<void> {
    const body = { prompt: scriptedPrompt(random, tag), ...(models && { models }) };
    return send(tag, body, { 'idempotency-key': tag });
  }

  /** Changes a picture of another run, with every model that can. */
  async function edit(tag: string, prompt = scriptedPrompt(random, tag)): Promise<void> {
    const references = [await referenceToSome(tag)];
    seen.edits += 1;
    await send(tag, { prompt, operation: 'change', references }, { 'idempotency-key': tag });
  }

  /** Asks until there is a run, whatever dies meanwhile. */
  async function send(tag: string, request: object, named: Record<string, string>): Promise<void> {
    const body = JSON.stringify(request);
    const headers = { 'content-type': 'application/json', ...named };
    const askedAt = Date.now();
    for (const until = askedAt + GIVE_UP_MS; ; ) {
      const reply = await answer(`${service.url()}/generate`, { method: 'POST', headers, body });
      if (reply === 'cut off') seen.cutOff.push(tag);
      else if (reply === 'nobody there') await pause(random, 100, 300);
      else if (reply.status === 200) {
        const { jobId } = reply.body as GenerateResponse;
        const before = seen.jobs.get(tag);
        if (before !== undefined && before !== jobId) throw new Error(`${tag} made two jobs.`);
        seen.jobs.set(tag, jobId);
        seen.askedAt.set(jobId, askedAt);
        return;
      } else if (reply.status === 429) {
        seen.refused += 1;
        return;
      } else if (reply.status >= 500) seen.serverErrors.push(Date.now());
      // The first request with this key may have died; its lease ends.
      else if (reply.status === 409) await pause(random, 500, 1000);
      // An earlier request of the same key is still at work, or died and its lease has not run out.
      else if (reply.status !== 409) throw new Error(`${reply.status}: ${JSON.stringify(reply.body)}`);
      if (Date.now() > until) throw new Error(`${tag} never got an answer.`);
      await pause(random, 100, 600);
    }
  }

  /** A list of prompts, one for each tag, with a budget of its own; drawn in two tabs at once. */
  async function workOnList(tags: readonly string[]): Promise<void> {
    const key = `the-key-of-the-list-of-${tags[0]}`;
    const prompts = tags.map((tag) => ({ text: scriptedPrompt(random, tag) }));
    const list = { name: 'A storm', prompts, blind: false, visibility: 'unlisted', budgetUsd: 100 };
    const headers = { 'content-type': 'application/json', 'x-run-key-hash': sha256Hex(key) };
    const until = Date.now() + GIVE_UP_MS;
    for (;;) {
      const body = JSON.stringify(list);
      const reply = await answer(`${service.url()}/lists`, { method: 'POST', headers, body });
      if (typeof reply !== 'string' && reply.status === 200) {
        const { listId } = reply.body as CreateListResponse;
        seen.lists += 1;
        for (const [n, tag] of tags.entries()) {
          const tab = () => send(tag, { cell: { listId, n } }, { 'x-run-key': key });
          await Promise.all([tab(), tab()]);
        }
        return;
      }
      if (typeof reply !== 'string' && reply.status < 500) throw new Error(JSON.stringify(reply.body));
      if (Date.now() > until) throw new Error(`${tags[0]} never got a list.`);
      await pause(random, 100, 600);
    }
  }

  /** Hands in a picture that was drawn, as soon as there is one. */
  async function referenceToSome(tag: string): Promise<string> {
    for (const until = Date.now() + GIVE_UP_MS; ; ) {
      const jobs = [...seen.jobs.values()];
      const jobId = jobs.length === 0 ? undefined : oneOf(random, jobs);
      const job = jobId === undefined ? undefined : await look(jobId);
      const drawn = job?.results.find(({ status }) => status === 'completed');
      if (drawn !== undefined) {
        const reply = await answer(`${service.url()}/references`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ from: { jobId, modelId: drawn.modelId } }),
        });
        if (typeof reply !== 'string' && reply.status === 200) return (reply.body as Reference).referenceId;
      }
      if (Date.now() > until) throw new Error(`${tag} never found a picture to change.`);
      await pause(random, 100, 300);
    }
  }

  async function look(jobId: string): Promise<StatusResponse | undefined> {
    const reply = await answer(`${service.url()}/status/${jobId}`);
    if (typeof reply === 'string' || reply.status >= 500) return undefined;
    if (reply.status !== 200) throw new Error(`${jobId}: ${reply.status}`);
    const job = reply.body as StatusResponse;
    seen.looks += 1;
    for (const result of job.results) {
      const isLate = 'late' in result && result.late === true;
      if (!isLate) noteFinal(`${jobId} ${result.modelId}`, result);
    }
    noteEnd(job);
    return job;
  }

  /** What was final once has to be told in the same words for ever. */
  function noteFinal(key: string, result: Result) {
    const before = seen.finals.get(key);
    const isFinal = result.status === 'completed' || result.status === 'failed';
    if (before === undefined && isFinal) seen.finals.set(key, result);
    if (before !== undefined && !isDeepStrictEqual(before, result)) {
      seen.changes.push(`${key}: was ${JSON.stringify(before)}, then ${JSON.stringify(result)}`);
    }
  }

  function noteEnd({ jobId, endedAt, results }: StatusResponse) {
    const before = seen.ends.get(jobId);
    if (before !== undefined && before !== endedAt)
      seen.changes.push(`${jobId}: ended at ${before}, then at ${endedAt}`);
    if (endedAt === null) return;
    seen.ends.set(jobId, before ?? endedAt);
    const open = results.filter(({ status }) => status === 'pending' || status === 'in_progress');
    if (open.length > 0) seen.changes.push(`${jobId}: has ended with ${JSON.stringify(open)}`);
  }

  return {
    seen,
    look,
    edit,
    /** `count` runs, a few at a time, each polled now and then. */
    async busyHour(count: number, prefix: string): Promise<void> {
      let next = 0;
      const person = async () => {
        while (next < count) {
          const n = next++;
          const tag = `${prefix}-${n}`;
          // Gives up on a queue that only grows.
          while (service.isOverloaded()) await pause(random, 50, 150);
          // Some have a list drawn, prompt by prompt.
          if (!isEdit(n) && random() < 0.1) {
            const tags = [tag];
            while (tags.length < PROMPTS_OF_A_LIST && next < count && !isEdit(next))
              tags.push(`${prefix}-${next++}`);
            await workOnList(tags);
            for (const _each of tags) onStarted();
            continue;
          }
          if (isEdit(n)) await edit(tag);
          else await start(tag, random() < 0.1 ? someModels(random) : undefined);
          onStarted();
          if (seen.jobs.size > 0 && random() < 0.7) await look(oneOf(random, [...seen.jobs.values()]));
          await pause(random, 0, 60);
        }
      };
      await Promise.all(Array.from({ length: 6 }, person));
    },
    /** One picture each, all at the same moment. */
    flood: (count: number, prefix: string) =>
      Promise.all(Array.from({ length: count }, (_, index) => start(`${prefix}-${index}`, LAST_MODEL))),
  };
}

const LAST_MODEL = ['6-my-localai'];

const someModels = (random: Random) =>
  random() < 0.5 ? LAST_MODEL : ['1-gpt-image-2.6-flare', '4-flux.2-pro'];

type Answer = { status: number; body: unknown } | 'cut off' | 'nobody there';

async function answer(url: string, init?: RequestInit): Promise<Answer> {
  try {
    const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(60_000) });
    // Responses of a stack that is still starting.
    if (!reply.headers.get('content-type')?.includes('json')) return 'nobody there';
    const body: unknown = await reply.json();
    // The gateway's response when a function ends during a request.
    const isCutOff = reply.status >= 500 && !Object.hasOwn(Object(body), 'code');
    return isCutOff ? 'cut off' : { status: reply.status, body };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return errorCode(cause) === 'ECONNREFUSED' ? 'nobody there' : 'cut off';
  }
}
