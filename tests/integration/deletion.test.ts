import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { s3ObjectStore } from '../../src/aws/s3-object-store.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { listAll } from '../../src/store/object-store.ts';
import { clientOf } from '../helpers/local-stack/client.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';

const RUN_KEY = 'the-key-of-this-run-and-no-other';
/** The first one has drawn while the other three are drawing. */
const MODELS = ['Demo Aurora', 'Demo Slow', 'Demo Slow', 'Demo Slow'];

describe('deleting a run while three workers draw', () => {
  const folder = temporaryFolder();
  let stack: TestStack;
  let s3: S3Client;
  beforeAll(async () => {
    stack = await startTestStack({
      stateDir: folder.path,
      parameters: {
        ModelCount: MODELS.length,
        ...Object.fromEntries(MODELS.map((name, index) => [`Model${index + 1}Name`, name])),
        PromptModelIndex: 0,
      },
      // Several containers of each route, which remember what they have read.
      instances: { api: 3, events: 4 },
    });
    s3 = new S3Client({
      endpoint: stack.awsUrl,
      region: 'us-east-1',
      credentials: stack.credentials.owner,
    });
  }, 60_000);
  afterAll(async () => {
    s3?.destroy();
    await stack?.stop();
    folder.remove();
  });

  const keysOf = async (jobId: string) => {
    const objects = s3ObjectStore({ bucket: stack.resources.buckets[0] ?? '', client: s3 });
    return (await listAll(objects, '')).filter((key) => key.includes(jobId));
  };
  const codes = (paths: string[]) =>
    Promise.all(paths.map(async (path) => (await fetch(new URL(path, stack.url))).status));

  it('takes it from everybody, also from containers that have read it, and no worker brings it back', async () => {
    const client = clientOf(stack.url);
    const headers = { 'x-run-key-hash': sha256Hex(RUN_KEY), 'idempotency-key': 'one-key-of-a-client' };
    const { jobId } = await client.generate({ prompt: 'a fox in snow' }, headers);
    const [drawn] = await until(async () => {
      const { results } = await client.status(jobId);
      const done = results.filter((result) => result.status === 'completed');
      return done.length > 0 ? done : undefined;
    });
    const image = drawn?.status === 'completed' ? [drawn.imageUrl, drawn.thumbnailUrl ?? ''] : [];
    const pages = [`/status/${jobId}`, `/gallery/${jobId}`];
    // Warm as many containers as there are.
    expect(await codes([...pages, ...pages, ...pages])).toEqual(Array(6).fill(200));
    expect(await codes(image)).toEqual([200, 200]);

    const made = await fetch(`${stack.url}/runs/${jobId}/links`, {
      method: 'POST',
      headers: { 'x-run-key': RUN_KEY },
    });
    const { linkId } = (await made.json()) as { linkId: string };
    expect(await codes([`/shared/${linkId}`])).toEqual([200]);
    expect((await keysOf(linkId)).some((key) => key.startsWith('images/'))).toBe(true);

    const reply = await fetch(`${stack.url}/runs/${jobId}`, {
      method: 'DELETE',
      headers: { 'x-run-key': RUN_KEY },
    });
    expect([reply.status, await reply.json()]).toEqual([202, { jobId, deletedAt: expect.any(String) }]);

    const isOver = async () => {
      expect(await codes([...pages, ...pages, ...pages])).toEqual(Array(6).fill(410));
      const { galleries } = (await (await fetch(`${stack.url}/gallery/list`)).json()) as {
        galleries: { id: string }[];
      };
      expect(galleries.map(({ id }) => id)).not.toContain(jobId);
      return (await keysOf(jobId)).some((key) => key.endsWith('/ended.json')) || undefined;
    };
    await until(isOver, 30_000);
    const mine = { headers: { 'x-run-key': RUN_KEY } };
    for (const path of ['/me/export', '/runs']) {
      const { runs } = (await (await fetch(`${stack.url}${path}`, mine)).json()) as { runs: object[] };
      expect([path, runs]).toEqual([path, []]);
    }
    expect(await codes(image)).toEqual([403, 403]);
    expect(await codes([`/shared/${linkId}`])).toEqual([404]);
    expect((await keysOf(linkId)).filter((key) => /^(images|share)\//.test(key))).toEqual([]);
    const keys = await keysOf(jobId);
    expect(keys.filter((key) => /^(images|gallery|open)\//.test(key))).toEqual([]);
    expect(keys).toContain(`jobs/${jobId}/state.json`);

    const again = await fetch(`${stack.url}/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ prompt: 'a fox in snow' }),
    });
    expect([again.status, await again.json()]).toEqual([
      410,
      expect.objectContaining({ code: 'RUN_DELETED' }),
    ]);
  }, 90_000);
});
