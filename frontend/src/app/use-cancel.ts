import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { CancelRequest } from '../../../src/contract/index.ts';
import { jobKey } from '../features/results/api/get-status.ts';
import { postCancel } from '../features/results/api/post-cancel.ts';
import { useTexts } from '../lib/i18n/i18n.tsx';
import { reportError } from '../lib/report-error.ts';
import { useIsOwn } from '../lib/run-key.ts';
import { showToast } from '../lib/toasts.ts';

/** Cancels one picture of a run, or all of it; `undefined` if the run is somebody else's. */
export function useCancel(jobId: string | undefined): ((what?: CancelRequest) => Promise<void>) | undefined {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const isOwn = useIsOwn(jobId);
  const cancel = useCallback(
    async (what?: CancelRequest) => {
      if (jobId === undefined) return;
      try {
        const { closed, begun } = await postCancel(jobId, what);
        const text = t.run.cancelled(closed.length, begun.length) || t.run.cancelledNothing;
        showToast({ kind: 'info', text, about: 'cancel' });
      } catch (error) {
        reportError(t, t.run.cancelFailed, error as Error, 'cancel');
      }
      await queryClient.invalidateQueries({ queryKey: jobKey(jobId) });
    },
    [jobId, queryClient, t],
  );
  return isOwn ? cancel : undefined;
}
