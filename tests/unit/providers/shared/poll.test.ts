import { describe, expect, it } from '@jest/globals';
import { asRecord } from '../../../../src/lib/record.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { type PollState, poll } from '../../../../src/providers/shared/poll.ts';
import { fetchFailure, providerWorld, type ScriptedReply } from '../../../helpers/provider-world.ts';

/** A vendor whose replies say `{"status": …}`. */
function polling(replies: ScriptedReply[], signal = new AbortController().signal) {
  const world = providerWorld(replies);
  const done = poll<string>({
    vendor: safeText`Acme`,
    url: 'https://acme.example/tasks/1',
    headers: { 'x-key': 'k' },
    secrets: ['k'],
    tools: world.tools,
    context: { signal },
    read: ({ json }): PollState<string> => {
      const status = asRecord(json)?.status;
      if (status === undefined) return { state: 'none' };
      return status === 'done' ? { state: 'done', value: 'picture' } : { state: 'waiting' };
    },
  });
  return { world, done };
}
const waiting = { status: 200, json: { status: 'waiting' } };
const ready = { status: 200, json: { status: 'done' } };

describe('polling', () => {
  it('asks after a second, then every second and a half', async () => {
    const { world, done } = polling([waiting, waiting, ready]);
    expect(await done).toBe('picture');
    expect(world.slept()).toBe(1000 + 1500 + 1500);
    expect(world.calls.map(({ method, url }) => [method, url])).toEqual(
      Array(3).fill(['GET', 'https://acme.example/tasks/1']),
    );
  });

  it.each([
    ['an outage', { status: 500, text: '' }, 3000],
    ['a wait that the vendor asks for', { status: 429, text: '', headers: { 'retry-after': '7' } }, 7000],
    [
      'a wait of an hour, of which ten seconds are',
      { status: 503, text: '', headers: { 'retry-after': '3600' } },
      10_000,
    ],
    ['a lost reply', fetchFailure('ECONNRESET'), 1500],
  ])('waits out %s', async (_, trouble, waitMs) => {
    const { world, done } = polling([trouble, ready]);
    expect(await done).toBe('picture');
    expect(world.slept()).toBe(1000 + waitMs);
  });

  it.each([
    [{ status: 200, text: 'ok' }, 'INVALID_IMAGE'],
    [{ status: 403, json: { detail: 'Not authenticated' } }, 'OUTCOME_UNKNOWN'],
    [{ status: 404, text: '' }, 'OUTCOME_UNKNOWN'],
  ])('ends at %j with %s: the vendor has begun, and it may be billed', async (reply, code) => {
    await expect(polling([reply]).done).rejects.toMatchObject({
      code,
      billed: 'unknown',
      notStarted: undefined,
    });
  });

  it('ends when the time is up, waiting or asking', async () => {
    await expect(polling([], AbortSignal.abort()).done).rejects.toMatchObject({ code: 'TIMEOUT' });
    const timer = new AbortController();
    const { done } = polling([{ never: true }], timer.signal);
    setImmediate(() => timer.abort(new Error('time is up')));
    await expect(done).rejects.toMatchObject({ code: 'TIMEOUT', billed: 'unknown' });
  });
});
