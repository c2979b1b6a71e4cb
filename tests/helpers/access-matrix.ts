import { expect } from '@jest/globals';
import type {
  GalleryListResponse,
  GenerateResponse,
  Link,
  LinkListResponse,
  RunListResponse,
  StatusResponse,
} from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { cursorOf } from '../../src/store/object-keys.ts';
import { until } from './local-stack/start.ts';

const RUN_KEY = 'the-key-of-this-run-and-no-other';
/** Of the browser that starts a run, and of whoever has its key later. */
export const BEFORE = { 'x-run-key-hash': sha256Hex(RUN_KEY) };
export const HOLDS_KEY = { 'x-run-key': RUN_KEY };

/**
 * What is asked, in this order. `generate` starts another run of the same visibility. `shared` is a link that the owner has made, `unlink`
 * revokes one's own, or else the owner's. `picture` is its address without a signature, `given` the one that the owner was told.
 */
// biome-ignore format: the columns of the tables
export const ROUTES = [
  'generate', 'status', 'detail', 'list', 'mine', 'cancel', 'patch', 'retry', 'link', 'links', 'shared', 'unlink', 'picture', 'given', 'delete',
] as const;
type Route = (typeof ROUTES)[number];
/** A status, and of lists whether the run is in them. */
export type Answer = number | 'in' | 'not';
export type Row = [run: string, who: string, ...answers: Answer[]];
export type Headers = Record<string, string>;

export interface Subject {
  jobId: string;
  visibility: string;
  /** Of its first picture, as the owner was told; without the host. */
  picture: string;
  linkId: string;
  /** Where a page of a list begins that it would be on: reading all newer ones too would take most of the time of a row. */
  page: string;
}

/** As long as one, and of no run. */
const NO_LINK = 'AAAAAAAAAAAAAAAAAAAAAA';

/** Runs of a stack, and what somebody gets to hear about them. */
export function asking(url: () => string) {
  const ask = async (path: string, headers: Headers, method = 'GET', body?: object) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const type: Headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(`${url()}${path}`, { method, headers: { ...type, ...headers }, ...sent });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const start = async (headers: Headers, request: object) => {
    const { status, body } = await ask('/generate', headers, 'POST', { prompt: 'a fox', ...request });
    expect([status, body]).toEqual([200, expect.anything()]);
    return (body as GenerateResponse).jobId;
  };
  /** @param reader whoever may see it, if the one who draws may not */
  const draw = async (visibility: string, headers: Headers, reader = { ...headers, ...HOLDS_KEY }) => {
    const jobId = await start(headers, { visibility });
    return until(async () => {
      const run = (await ask(`/status/${jobId}`, reader)).body as StatusResponse;
      return run.endedAt ? run : undefined;
    }, 30_000);
  };
  /** A run that was drawn and, if its owner can do that, shared. */
  const prepare = async (visibility: string, owner: Headers): Promise<Subject> => {
    const { jobId, results, createdAt } = await draw(visibility, owner);
    const [result] = results;
    const { pathname, search } = new URL(result?.status === 'completed' ? result.imageUrl : '');
    const made = await ask(`/runs/${jobId}/links`, { ...owner, ...HOLDS_KEY }, 'POST', {});
    const linkId = made.status === 200 ? (made.body as Link).linkId : NO_LINK;
    // Newest first; three others may be of the same millisecond.
    const cursor = cursorOf({ jobId, createdAtMs: Date.parse(createdAt) + 1 });
    return { jobId, visibility, picture: pathname + search, linkId, page: `limit=5&cursor=${cursor}` };
  };

  const answer = async (
    route: Route,
    { jobId, visibility, picture, linkId, page }: Subject,
    who: Headers,
  ): Promise<Answer> => {
    const run = `/runs/${jobId}`;
    const statusOf = async (...question: Parameters<typeof ask>) => (await ask(...question)).status;
    const pictureOf = async (path: string) => (await fetch(url() + path, { headers: who })).status;
    const isIn = (status: number, ids: string[] | undefined): Answer =>
      status !== 200 ? status : ids?.includes(jobId) ? 'in' : 'not';
    const answers: Record<Route, () => Promise<Answer>> = {
      generate: () => statusOf('/generate', who, 'POST', { prompt: 'a fox', visibility }),
      status: () => statusOf(`/status/${jobId}`, who),
      detail: () => statusOf(`/gallery/${jobId}`, who),
      async list() {
        const { status, body } = await ask(`/gallery/list?${page}`, who);
        return isIn(
          status,
          (body as GalleryListResponse).galleries?.map(({ id }) => id),
        );
      },
      async mine() {
        const { status, body } = await ask(`/runs?${page}`, who);
        return isIn(
          status,
          (body as RunListResponse).runs?.map((each) => each.jobId),
        );
      },
      cancel: () => statusOf(`${run}/cancel`, who, 'POST', {}),
      patch: () => statusOf(run, who, 'PATCH', { visibility }),
      retry: () => statusOf('/generate', who, 'POST', { retryOf: jobId }),
      link: () => statusOf(`${run}/links`, who, 'POST', {}),
      links: () => statusOf(`${run}/links`, who),
      shared: () => statusOf(`/shared/${linkId}`, who),
      async unlink() {
        const { body } = await ask(`${run}/links`, who);
        // The newest is the one of this row.
        const [newest] = (body as LinkListResponse).links ?? [];
        return statusOf(`${run}/links/${newest?.linkId ?? linkId}`, who, 'DELETE');
      },
      picture: () => pictureOf(picture.split('?')[0] ?? ''),
      given: () => pictureOf(picture),
      delete: () => statusOf(run, who, 'DELETE'),
    };
    return answers[route]();
  };
  /** Every answer of a row. */
  const rowOf = async ([run, who]: Row, subject: Subject, headers: Headers): Promise<Row> => {
    const answers: Answer[] = [];
    for (const route of ROUTES) answers.push(await answer(route, subject, headers));
    return [run, who, ...answers];
  };
  return { ask, start, draw, prepare, rowOf };
}

/** All at once, they would be too many for the time limits of functions on a busy machine. */
export async function threeAtOnce<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
) {
  const left = [...items.entries()];
  const results: Result[] = [];
  const workThrough = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift())
      results[next[0]] = await work(next[1]);
  };
  await Promise.all([workThrough(), workThrough(), workThrough()]);
  return results;
}
