import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { useNewestOwnRuns } from '../features/gallery/api/own-runs.ts';
import { jobNow } from '../features/results/api/get-status.ts';
import type { ThreadActions } from '../features/results/components/thread.tsx';
import { isGone } from '../features/results/poll-interval.ts';
import { foldJobs, type Run, type Tile } from '../features/results/run-state.ts';
import type { Relative, StepNode } from '../features/results/thread.ts';
import { useEditTexts } from '../lib/edit-texts.ts';
import { useTexts } from '../lib/i18n/i18n.tsx';
import { type Mark, MOST_MARKS } from '../lib/marks.ts';
import { reportError } from '../lib/report-error.ts';
import { ownRuns } from '../lib/run-key.ts';
import { markOf } from './mark-of.ts';
import type { OpenDialog } from './open-dialog.ts';

const NOTHING: readonly Relative[] = [];

/** The runs of whoever looks that may belong to a thread, newest first, once the run that is shown has ended. */
export function useRelatives(jobId: string | undefined, run: Run): readonly Relative[] {
  const { data, refetch } = useNewestOwnRuns(run.ended);
  const isOwn = jobId !== undefined && ownRuns.get().includes(jobId);
  const isListed = data?.runs.some((each) => each.jobId === jobId && each.endedAt !== null);
  // The list was read before this run had ended, or begun.
  const isOld = run.ended && run.edit?.parent !== undefined && isOwn && isListed === false;
  useEffect(() => {
    if (isOld) refetch();
  }, [isOld, refetch]);
  return useMemo(
    () =>
      data?.runs.map(({ jobId: id, prompt, previews, parent }) => ({
        jobId: id,
        prompt,
        thumbnailUrl: previews[0] ?? '',
        parent: parent?.jobId,
      })) ?? NOTHING,
    [data],
  );
}

/** One picture of each step: the one that the next step goes on from, else the first. @throws if one cannot be read */
async function marksOf(
  client: QueryClient,
  steps: readonly StepNode[],
  nameOf: (place: number, model: string) => string,
): Promise<Mark[]> {
  const jobs = await Promise.all(
    steps.slice(0, MOST_MARKS).map(({ jobId }) =>
      client.fetchQuery(jobNow(jobId)).catch((error: Error) => {
        // A run that has gone meanwhile is left out.
        if (isGone(error)) return undefined;
        throw error;
      }),
    ),
  );
  return steps.flatMap(({ place, picture }, index) => {
    const job = jobs[index];
    if (job === undefined) return [];
    const isWanted = ({ modelId, index: which, state }: Tile) =>
      state.kind === 'done' &&
      (picture === undefined || (picture.modelId === modelId && picture.index === which));
    const tile = foldJobs([job]).tiles.find(isWanted);
    return tile ? markOf(tile).map((mark) => ({ ...mark, model: nameOf(place, mark.model) })) : [];
  });
}

/** What can be done with the steps around the run that is shown. */
export function useThreadActions(isEditable: boolean, onDialog: (dialog: OpenDialog) => void): ThreadActions {
  const { t } = useTexts();
  const texts = useEditTexts();
  const client = useQueryClient();
  const onCompare = useCallback(
    async (steps: readonly StepNode[]) => {
      try {
        onDialog({ kind: 'steps', pictures: await marksOf(client, steps, texts.step) });
      } catch (error) {
        reportError(t, t.run.loadFailed, error);
      }
    },
    [client, onDialog, t, texts],
  );
  return {
    onBranch: isEditable ? (from) => onDialog({ kind: 'branch', from }) : undefined,
    onCompare,
  };
}
