import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { deleteRun } from '../features/results/api/delete-run.ts';
import { jobKey } from '../features/results/api/get-status.ts';
import { unwatchRun } from '../features/results/run-registry.ts';
import { ApiError } from '../lib/api.ts';
import { useTexts } from '../lib/i18n/i18n.tsx';
import { markStore } from '../lib/marks.ts';
import { reportError } from '../lib/report-error.ts';
import { forgetRun } from '../lib/run-key.ts';
import { starStore } from '../lib/stars.ts';
import { showToast } from '../lib/toasts.ts';

/** Deletes a run and all that this device keeps of it. @returns whether it is gone; if not, it has said so */
export function useDeleteRun(): (jobId: string) => Promise<boolean> {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  return useCallback(
    async (jobId: string) => {
      try {
        await deleteRun(jobId);
      } catch (error) {
        const isGone = error instanceof ApiError && error.status === 410;
        if (!isGone) {
          reportError(t, t.remove.failed, error, 'delete');
          return false;
        }
      }
      forgetRun(jobId);
      unwatchRun(jobId);
      starStore.set((stars) => stars.filter(({ id }) => id !== jobId));
      markStore.set((marks) => marks.filter(({ imageUrl }) => !imageUrl.includes(jobId)));
      queryClient.removeQueries({ queryKey: jobKey(jobId) });
      showToast({ kind: 'info', text: t.remove.done, about: 'delete' });
      const lists = [['gallery'], ['own-runs']];
      await Promise.all(lists.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      return true;
    },
    [queryClient, t],
  );
}
