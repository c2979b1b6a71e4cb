import { describe, expect, it } from '@jest/globals';
import { ApiError, NoResponseError } from '../../../lib/api.ts';
import { fakeApi, JOB } from '../../../testing/fake-api.ts';
import { postGenerate } from './post-generate.ts';

const request = { prompt: 'a red fox' };
const inProgress = (retryAfter?: number) => ({
  status: 409,
  body: { error: 'Still working.', code: 'IDEMPOTENCY_IN_PROGRESS', requestId: 'r', retryAfter },
});

/** Does not wait; keeps how long it was asked to. */
function clock() {
  const waits: number[] = [];
  return { waits, pause: async (ms: number) => void waits.push(ms) };
}

describe('postGenerate', () => {
  it('repeats the request under the same key until a response arrives', async () => {
    let calls = 0;
    const requests = fakeApi({
      'POST /generate': () => {
        calls += 1;
        if (calls < 3) throw new TypeError('The connection was lost.');
        return { body: { jobId: JOB } };
      },
    });
    await expect(postGenerate(request, 'key-1', clock().pause)).resolves.toMatchObject({ jobId: JOB });
    expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['key-1', 'key-1', 'key-1']);
  });

  it('gives up after two repetitions', async () => {
    const requests = fakeApi({});
    await expect(postGenerate(request, 'key-1', clock().pause)).rejects.toBeInstanceOf(NoResponseError);
    expect(requests).toHaveLength(3);
  });

  it('waits as long as the API asks while the first request is in progress', async () => {
    const replies = [inProgress(2), inProgress(), { body: { jobId: JOB } }];
    const requests = fakeApi({ 'POST /generate': () => replies.shift() ?? inProgress() });
    const { waits, pause } = clock();
    await expect(postGenerate(request, 'key-1', pause)).resolves.toMatchObject({ jobId: JOB });
    expect(waits).toEqual([2000, 1000]);
    expect(new Set(requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('reports a request that stays in progress for more than 40 s', async () => {
    fakeApi({ 'POST /generate': () => inProgress(10) });
    const { waits, pause } = clock();
    await expect(postGenerate(request, 'key-1', pause)).rejects.toMatchObject({ status: 409 });
    expect(waits).toEqual([10_000, 10_000, 10_000, 10_000]);
  });

  it.each([
    [400, 'PROMPT_BLOCKED'],
    [422, 'IDEMPOTENCY_MISMATCH'],
    [429, 'RATE_LIMITED'],
  ])('does not repeat what the API refused with %i', async (status, code) => {
    const requests = fakeApi({
      'POST /generate': () => ({ status, body: { error: 'No.', code, requestId: 'r' } }),
    });
    await expect(postGenerate(request, 'key-1', clock().pause)).rejects.toBeInstanceOf(ApiError);
    expect(requests).toHaveLength(1);
  });
});
