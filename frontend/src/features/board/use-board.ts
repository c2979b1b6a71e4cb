import { useEffect, useState } from 'react';
import type { Answer, BoardTask } from './compute.ts';
import type { Board } from './statistics/types.ts';

/** With a type of its own, since the bundler has to see the address. */
const startWorker = () => new Worker(new URL('./board-worker.ts', import.meta.url), { type: 'module' });

/** Started before there is anything to compute: its script comes while the votes are on their way. */
let spare: Worker | undefined;

export function prepareWorker(): void {
  spare ??= startWorker();
}

interface Computed {
  task: BoardTask;
  board?: Board;
  failed?: true;
}

/**
 * The board of votes, computed in a worker. While another one is computed, the last one stays; a task that has been replaced ends
 * with its worker.
 */
export function useBoard(task: BoardTask | undefined) {
  const [computed, setComputed] = useState<Computed | undefined>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is asked for by its number
  useEffect(() => {
    if (task === undefined) return;
    const worker = spare ?? startWorker();
    spare = undefined;
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      setComputed('board' in data ? { task, board: data.board } : { task, failed: true });
      worker.terminate();
    };
    // Its script did not arrive.
    worker.onerror = () => setComputed({ task, failed: true });
    worker.postMessage(task);
    return () => worker.terminate();
  }, [task, attempt]);
  const isCurrent = computed !== undefined && computed.task === task;
  return {
    board: computed?.board,
    isComputing: task !== undefined && !isCurrent,
    hasFailed: isCurrent && computed.failed === true,
    retry: () => {
      setComputed(undefined);
      setAttempt((number) => number + 1);
    },
  };
}
