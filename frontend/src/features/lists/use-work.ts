import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ListCell, ListResponse } from '../../../../src/contract/index.ts';
import { getList, getRun, startCell } from './api/lists.ts';
import { type Work, workThrough } from './work.ts';

export const listKey = (listId: string) => ['list', listId] as const;

/** Works on a list while the page is open and somebody wants it. */
export function useWork(listId: string) {
  const client = useQueryClient();
  const [work, setWork] = useState<Work | undefined>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const pause = () => {
    running.current?.abort();
    running.current = undefined;
    setWork(undefined);
  };
  const start = async () => {
    pause();
    const stop = new AbortController();
    running.current = stop;
    setWork({ kind: 'drawing' });
    const { signal } = stop;
    const tell = (next: Work) => {
      if (!signal.aborted) setWork(next);
    };
    try {
      // As it stands now: somebody may have worked on it in another tab.
      const list = await client.fetchQuery({
        queryKey: listKey(listId),
        queryFn: () => getList(listId),
        staleTime: 0,
      });
      await workThrough({
        cells: list.cells,
        start: (n) => startCell(listId, n, signal),
        look: (jobId) => getRun(jobId, signal),
        onCell: (cell) =>
          client.setQueryData<ListResponse>(listKey(listId), (before) => before && withCell(before, cell)),
        onWork: tell,
        sleep: (milliseconds) => pausing(milliseconds, signal),
        now: Date.now,
        signal,
      });
    } catch (error) {
      tell({ kind: 'stopped', error });
    }
    // What it has cost is known to the API alone.
    if (!signal.aborted) await client.invalidateQueries({ queryKey: listKey(listId) });
  };
  return { work, start, pause };
}

const withCell = (list: ListResponse, cell: ListCell): ListResponse => ({
  ...list,
  cells: list.cells.map((each) => (each.n === cell.n ? cell : each)),
});

/** Ends early when the signal comes. */
const pausing = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
