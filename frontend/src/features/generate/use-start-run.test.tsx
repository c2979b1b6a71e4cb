import { expect, it } from '@jest/globals';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { NoResponseError } from '../../lib/api.ts';
import { learnTime } from '../../lib/expected-times.ts';
import { createQueryClient } from '../../lib/query-client.ts';
import { fakeApi, JOB } from '../../testing/fake-api.ts';
import { useStartRun } from './use-start-run.ts';

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
  const client = createQueryClient();
  const { result } = renderHook(() => useStartRun(), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    ),
  });
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
