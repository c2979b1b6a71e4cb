import { describe, expect, it } from '@jest/globals';
import { asRecord } from '../../../../src/lib/record.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { type PollState, poll } from '../../../../src/providers/shared/poll.ts';
import { fetchFailure, providerWorld, type ScriptedReply } from '../../../helpers/provider-world.ts';

/** A vendor whose replies say `{"status": …}`. */
function polling(
  replies: ScriptedReply[],
  signal = new AbortController().signal,
  changes: { firstWaitMs?: number } = {},
) {
  const world = providerWorld(replies);
  const done = poll<string>({
    vendor: safeText`Acme`,
    url: 'https://acme.example/tasks/1',
    headers: { 'x-key': 'acme-0123456789' },
    secrets: ['acme-0123456789'],
    tools: world.tools,
    context: { signal },
    ...changes,
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

  it('asks first when the vendor says that it may be done', async () => {
    const { world, done } = polling([waiting, ready], undefined, { firstWaitMs: 5000 });
    expect(await done).toBe('picture');
    expect(world.slept()).toBe(5000 + 1500);
  });

  it.each([
    ['an outage', { status: 500, text: '' }, 3000],
    ['a wait that the vendor asks for', { status: 429, text: '', headers: { 'retry-after': '7' } }, 7000],
    [
      'a wait of an hour, of which ten seconds are',
      { status: 503, text: '', headers: { 'retry-after': '3600' } },
      10_000,
    ],
    ['a request that the vendor waited for too long', { status: 408, text: '' }, 3000],
    ['a rush', { status: 429, text: '' }, 3000],
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
  ])(
    'ends at the third %j in turn with %s: the vendor has begun, and it may be billed',
    async (reply, code) => {
      await expect(polling([reply, reply, reply]).done).rejects.toMatchObject({
        code,
        billed: 'unknown',
        notStarted: undefined,
      });
    },
  );

  it('does not lose a paid picture to one or two replies of something in between', async () => {
    const page = { status: 200, text: '<html>Be right back</html>' };
    const denied = { status: 403, text: '<html>Checking your browser</html>' };
    const waiting = { status: 200, json: { status: 'Pending' } };
    const { world, done } = polling([page, denied, waiting, denied, { status: 404, text: '' }, ready]);
    expect(await done).toBe('picture');
    expect(world.calls).toHaveLength(6);
  });

  it('tells why the vendor will not say, in its words and without the key', async () => {
    const refused = { status: 403, json: { detail: 'No task for key acme-0123456789' } };
    const { done } = polling([refused, refused, refused]);
    await expect(done).rejects.toMatchObject({
      message: expect.stringMatching(/^The connection to Acme .*“No task for key \[key\]”$/),
    });
  });

  it('gives up a reply that is larger than any status can be', async () => {
    const headers = { 'content-length': String(10 ** 10) };
    await expect(polling([{ status: 200, text: '{}', headers }]).done).rejects.toMatchObject({
      code: 'INVALID_IMAGE',
      billed: 'unknown',
    });
  });

  it('sends the headers of the vendor', async () => {
    const { world, done } = polling([ready]);
    await done;
    expect(world.calls[0]?.headers).toMatchObject({ 'x-key': 'acme-0123456789' });
  });

  it('ends when the time is up, waiting or asking', async () => {
    await expect(polling([], AbortSignal.abort()).done).rejects.toMatchObject({ code: 'TIMEOUT' });
    const timer = new AbortController();
    const { done } = polling([{ never: true }], timer.signal);
    setImmediate(() => timer.abort(new Error('time is up')));
    await expect(done).rejects.toMatchObject({ code: 'TIMEOUT', billed: 'unknown' });
  });
});
