import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { s3ObjectStore } from '../../src/aws/s3-object-store.ts';
import type { StatusResponse } from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { listAll } from '../../src/store/object-store.ts';
import { closedParameters, MEMBER } from '../helpers/closed-access.ts';
import { type Issuer, startIssuer } from '../helpers/issuer.ts';
import { smallDemo } from '../helpers/local-stack/small-demo.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';

const RUN_KEY = 'the-key-of-this-run-and-no-other';
/** The first one has drawn while the other three are drawing. */
const MODELS = ['Demo Aurora', 'Demo Slow', 'Demo Slow', 'Demo Slow'];

const PROMPT = 'a fox in snow';

describe('deleting a run while three workers draw', () => {
  const folder = temporaryFolder();
  let issuer: Issuer;
  let stack: TestStack;
  let headers: Record<string, string>;

  const start = async (more: Partial<Parameters<typeof startTestStack>[0]> = {}) => {
    stack = await startTestStack({
      stateDir: folder.path,
      parameters: {
        ...smallDemo(MODELS),
        ...closedParameters(issuer.url),
        DefaultVisibility: 'listed',
      },
      // Several containers of each route, which remember what they have read.
      instances: { api: 3, events: 4 },
      ...more,
    });
  };
  beforeAll(async () => {
    issuer = await startIssuer();
    await start();
    headers = {
      authorization: `Bearer ${await issuer.token('ann', MEMBER)}`,
      'content-type': 'application/json',
      'idempotency-key': 'one-key-of-a-client',
      'x-run-key-hash': sha256Hex(RUN_KEY),
    };
  }, 60_000);
  afterAll(async () => {
    await stack?.stop();
    await issuer?.close();
    folder.remove();
  });

  const clientOptions = () => ({
    endpoint: stack.awsUrl,
    region: 'us-east-1',
    credentials: stack.credentials.owner,
  });
  /** What is stored under names with this text. */
  const keysOf = async (id: string) => {
    const client = new S3Client(clientOptions());
    const objects = s3ObjectStore({ bucket: stack.resources.buckets[0] ?? '', client });
    const keys = (await listAll(objects, '')).filter((key) => key.includes(id));
    client.destroy();
    return keys;
  };
  /** Every item of every table, as text. */
  const items = async () => {
    const client = new DynamoDBClient(clientOptions());
    const pages = await Promise.all(
      stack.resources.tables.map((TableName) => client.send(new ScanCommand({ TableName }))),
    );
    client.destroy();
    return pages.flatMap(({ Items = [] }) => Items.map((item) => JSON.stringify(item)));
  };
  const ask = async <Answer>(path: string, init: RequestInit = {}) => {
    const response = await fetch(stack.url + path, { headers, ...init });
    return { status: response.status, body: (await response.json()) as Answer };
  };
  const generate = () =>
    ask<{ jobId: string }>('/generate', { method: 'POST', body: JSON.stringify({ prompt: PROMPT }) });
  const codes = (paths: string[]) =>
    Promise.all(paths.map(async (path) => (await fetch(new URL(path, stack.url), { headers })).status));

  it('takes it from everybody, also from containers that have read it, and no worker brings it back', async () => {
    const { jobId } = (await generate()).body;
    const [drawn] = await until(async () => {
      const { results } = (await ask<StatusResponse>(`/status/${jobId}`)).body;
      const done = results.filter((result) => result.status === 'completed');
      return done.length > 0 ? done : undefined;
    });
    const image = drawn?.status === 'completed' ? [drawn.imageUrl, drawn.thumbnailUrl ?? ''] : [];
    for (const address of image) expect(address).toMatch(/\?e=\d+&s=/);
    const pages = [`/status/${jobId}`, `/gallery/${jobId}`];
    // Warm as many containers as there are.
    expect(await codes([...pages, ...pages, ...pages])).toEqual(Array(6).fill(200));
    expect(await codes(image)).toEqual([200, 200]);
    const isListed = async () => {
      const { body } = await ask<{ galleries: { id: string }[] }>('/gallery/list');
      const mine = (await ask<{ runs: { jobId: string }[] }>('/runs')).body;
      return [body.galleries.some(({ id }) => id === jobId), mine.runs.some((run) => run.jobId === jobId)];
    };
    await until(async () => (await isListed()).every(Boolean) || undefined);

    const made = await ask<{ linkId: string }>(`/runs/${jobId}/links`, { method: 'POST' });
    const { linkId } = made.body;
    const shared = await ask<{ results: { imageUrl?: string }[] }>(`/shared/${linkId}`);
    expect(shared.status).toBe(200);
    const copies = shared.body.results.flatMap(({ imageUrl }) => imageUrl ?? []);
    expect(await codes(copies)).toEqual(copies.map(() => 200));
    expect((await keysOf(linkId)).some((key) => key.startsWith('images/'))).toBe(true);

    const deleted = await ask(`/runs/${jobId}`, { method: 'DELETE' });
    expect(deleted).toEqual({ status: 202, body: { jobId, deletedAt: expect.any(String) } });

    const isOver = async () => {
      expect(await codes([...pages, ...pages, ...pages])).toEqual(Array(6).fill(410));
      expect(await isListed()).toEqual([false, false]);
      return (await keysOf(jobId)).some((key) => key.endsWith('/ended.json')) || undefined;
    };
    await until(isOver, 30_000);
    const taken = await ask<{ runs: object[] }>('/me/export');
    expect(taken).toMatchObject({ status: 200, body: { runs: [] } });
    expect(await codes([...image, ...copies])).toEqual([...image, ...copies].map(() => 403));
    expect(await codes([`/shared/${linkId}`])).toEqual([404]);
    expect((await keysOf(linkId)).filter((key) => /^(images|share)\//.test(key))).toEqual([]);
    const keys = await keysOf(jobId);
    expect(keys.filter((key) => /^(images|gallery|open|mine)\//.test(key))).toEqual([]);
    expect(keys).toContain(`jobs/${jobId}/state.json`);

    expect(await generate()).toEqual({ status: 410, body: expect.objectContaining({ code: 'RUN_DELETED' }) });
    expect(await ask(`/runs/${jobId}`, { method: 'DELETE' })).toEqual(deleted);
  }, 90_000);

  it('leaves a tombstone and nothing else, once nobody can work on it any more', async () => {
    const [tombstone = ''] = (await keysOf('/state.json')).filter((key) => key.startsWith('jobs/'));
    const jobId = tombstone.split('/')[1] ?? '';
    await stack.stop();
    // Half an hour later.
    await start({ scheduleMs: 500, clockAheadMs: (id) => (id === 'SweeperFunction' ? 1_800_000 : 0) });
    await until(async () =>
      (await keysOf('')).some((key) => key.startsWith('deleting/')) ? undefined : true,
    );
    expect((await keysOf('')).filter((key) => key.includes(jobId))).toEqual([tombstone]);

    const client = new S3Client(clientOptions());
    const stored = await s3ObjectStore({ bucket: stack.resources.buckets[0] ?? '', client }).get(tombstone);
    client.destroy();
    expect(JSON.parse(Buffer.from(stored?.body ?? []).toString())).toEqual({
      createdAt: expect.any(String),
      deletedAt: expect.any(String),
      expiresAt: expect.any(String),
      owner: expect.stringMatching(/^[\w-]{22}$/),
      runKeyHash: sha256Hex(RUN_KEY),
      visibility: 'listed',
    });
    const all = await items();
    expect(all.length).toBeGreaterThan(0);
    expect(all.join('\n')).not.toMatch(/fox|snow/);
    // That a late repetition of the request pays nothing again, and that nothing of it is counted twice.
    for (const item of all.filter((each) => each.includes(jobId)))
      expect(item).toMatch(/"(?:idempotency-key|run|rate|spend)#/);
    expect(await generate()).toMatchObject({ status: 410 });
    expect(await codes([`/status/${jobId}`, `/gallery/${jobId}`])).toEqual([410, 410]);
  }, 90_000);
});
