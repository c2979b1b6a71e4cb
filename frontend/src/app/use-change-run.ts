import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ChangeRunRequest, StatusResponse } from '../../../src/contract/index.ts';
import { changeRun } from '../features/results/api/change-run.ts';
import { jobKey } from '../features/results/api/get-status.ts';
import { useShareTexts } from '../features/share/texts.ts';
import { useTexts } from '../lib/i18n/i18n.tsx';
import { reportError } from '../lib/report-error.ts';
import { showToast } from '../lib/toasts.ts';

/** Changes title and expiry of a run. @returns whether they were changed; if not, it has said so */
export function useChangeRun(): (jobId: string, change: ChangeRunRequest) => Promise<boolean> {
  const { t } = useTexts();
  const s = useShareTexts();
  const queryClient = useQueryClient();
  return useCallback(
    async (jobId: string, change: ChangeRunRequest) => {
      try {
        const { title, expiresAt, visibility } = await changeRun(jobId, change);
        queryClient.setQueryData<StatusResponse>(jobKey(jobId), (before) => {
          if (!before) return before;
          const { title: _title, expiresAt: _expiresAt, ...rest } = before;
          return {
            ...rest,
            visibility,
            ...(title !== undefined && { title }),
            ...(expiresAt !== undefined && { expiresAt }),
          };
        });
      } catch (error) {
        reportError(t, s.saveFailed, error, 'kept');
        return false;
      }
      showToast({ kind: 'info', text: s.saved, about: 'kept' });
      const lists = [['gallery'], ['own-runs']];
      await Promise.all(lists.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      return true;
    },
    [queryClient, t, s],
  );
}
