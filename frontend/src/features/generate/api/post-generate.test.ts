import { describe, expect, it } from '@jest/globals';
import { ApiError, NoAnswerError } from '../../../lib/api.ts';
import { fakeApi, JOB } from '../../../testing/fake-api.ts';
import { postGenerate } from './post-generate.ts';

const request = { prompt: 'a red fox' };
const atOnce = async () => {};

describe('postGenerate', () => {
  it('asks again under the same key until an answer comes', async () => {
    let calls = 0;
    const requests = fakeApi({
      'POST /generate': () => {
        calls += 1;
        if (calls < 3) throw new TypeError('The connection was lost.');
        return { body: { jobId: JOB } };
      },
    });
    await expect(postGenerate(request, 'key-1', atOnce)).resolves.toMatchObject({ jobId: JOB });
    expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['key-1', 'key-1', 'key-1']);
  });

  it('gives up in the end', async () => {
    const requests = fakeApi({});
    await expect(postGenerate(request, 'key-1', atOnce)).rejects.toBeInstanceOf(NoAnswerError);
    expect(requests).toHaveLength(3);
  });

  it('takes a refusal as the answer that it is', async () => {
    const requests = fakeApi({
      'POST /generate': () => ({
        status: 400,
        body: { error: 'No.', code: 'PROMPT_BLOCKED', requestId: 'r' },
      }),
    });
    await expect(postGenerate(request, 'key-1', atOnce)).rejects.toBeInstanceOf(ApiError);
    expect(requests).toHaveLength(1);
  });
});
