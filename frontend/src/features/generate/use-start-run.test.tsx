import { expect, it } from '@jest/globals';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { NoResponseError } from '../../lib/api.ts';
import { learnTime } from '../../lib/expected-times.ts';
import { createQueryClient } from '../../lib/query-client.ts';
import { fakeApi, JOB } from '../../testing/fake-api.ts';
import { useStartRun } from './use-start-run.ts';

function renderStartRun() {
  const client = createQueryClient();
  return renderHook(() => useStartRun(), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    ),
  });
}

it('starts the slowest model first, and repeats a request without a response exactly, even after learning other times', async () => {
  learnTime('1-one', 9000);
  learnTime('2-two', 20_000);
  let reachable = false;
  const requests = fakeApi({
    'POST /generate': () => {
      if (!reachable) throw new TypeError('The connection was lost.');
      return { body: { jobId: JOB } };
    },
  });
  const { result } = renderStartRun();
  const request = { prompt: 'a red fox', models: ['1-one', '2-two'] };

  await act(() => expect(result.current.mutateAsync(request)).rejects.toBeInstanceOf(NoResponseError));
  learnTime('1-one', 60_000);
  learnTime('1-one', 60_000);
  reachable = true;
  await act(() => result.current.mutateAsync(request));

  const [first, ...others] = requests;
  expect(first?.body).toEqual({ prompt: 'a red fox', models: ['2-two', '1-one'] });
  for (const other of others) expect(other.body).toEqual(first?.body);
  const key = first?.headers['idempotency-key'];
  expect(others.map(({ headers }) => headers['idempotency-key'])).toEqual([key, key, key]);
});

it('keeps the key of each of several requests, also beyond a reload', async () => {
  let reachable = false;
  const requests = fakeApi({
    'POST /generate': () => {
      if (!reachable) throw new TypeError('The connection was lost.');
      return { body: { jobId: JOB } };
    },
  });
  const [one, two] = [{ prompt: 'a red fox' }, { prompt: 'a blue fox' }];
  const before = renderStartRun().result;
  await act(() =>
    Promise.all([one, two].map((each) => before.current.mutateAsync(each).catch(() => undefined))),
  );
  const keyOf = (prompt: string) =>
    new Set(
      requests
        .filter(({ body }) => (body as typeof one).prompt === prompt)
        .map(({ headers }) => headers['idempotency-key']),
    );
  expect([keyOf(one.prompt).size, keyOf(two.prompt).size]).toEqual([1, 1]);
  expect(keyOf(one.prompt)).not.toEqual(keyOf(two.prompt));

  // A new page reads what the last one stored.
  dispatchEvent(new StorageEvent('storage', { key: null }));
  reachable = true;
  const after = renderStartRun().result;
  await act(() => after.current.mutateAsync(one));
  expect(keyOf(one.prompt).size).toBe(1);
  // What was answered is done: the next one is another run.
  await act(() => after.current.mutateAsync(one));
  expect(keyOf(one.prompt).size).toBe(2);
});
