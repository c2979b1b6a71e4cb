import { useEffect, useState } from 'react';
import { type ChangesTask, type Measured, measureChanges } from './measure-changes.ts';

export type Compared = { key: string; task: ChangesTask };

type Shown = Exclude<Measured, { picture: Blob }> | (Extract<Measured, { picture: Blob }> & { url: string });
/** What became of a comparison; nothing before it has been made. */
export type Outcome = Shown | { kind: 'failed' };

/** Compares pictures one after the other, as they were when this began: each takes tens of megabytes. */
export function useChanges(first: readonly Compared[]): ReadonlyMap<string, Outcome> {
  const [pairs] = useState(first);
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  useEffect(() => {
    const leaving = new AbortController();
    const urls: string[] = [];
    const shown = (measured: Measured): Shown => {
      if (measured.kind !== 'measured') return measured;
      const url = URL.createObjectURL(measured.picture);
      urls.push(url);
      return { ...measured, url };
    };
    const compareAll = async () => {
      for (const { key, task } of pairs) {
        const outcome = await measureChanges(task, leaving.signal).then(shown, () => ({
          kind: 'failed' as const,
        }));
        if (leaving.signal.aborted) return;
        setOutcomes((before) => new Map(before).set(key, outcome));
      }
    };
    compareAll();
    return () => {
      leaving.abort();
      for (const url of urls) URL.revokeObjectURL(url);
    };
  }, [pairs]);
  return outcomes;
}
