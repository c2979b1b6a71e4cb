import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { StatusResponse, Visibility } from '../../../src/contract/index.ts';
import { VisibilitySelect } from '../components/ui/visibility-select.tsx';
import { changeRun } from '../features/results/api/change-run.ts';
import { jobKey } from '../features/results/api/get-status.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { reportError } from '../lib/report-error.ts';
import { showToast } from '../lib/toasts.ts';
import { toldAs } from '../lib/visibility.ts';

type Props = {
  /** `undefined` until the run has started. */
  jobId: string | undefined;
  visibility: Visibility;
};

/** Who may see a run of this browser, to be changed. */
export function RunVisibility({ jobId = '', visibility }: Props) {
  const { t } = useI18n();
  const queryClient = useQueryClient();
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (next: Visibility) => changeRun(jobId, { visibility: next }),
    onSuccess(changed) {
      queryClient.setQueryData<StatusResponse>(
        jobKey(jobId),
        (before) => before && { ...before, visibility: changed.visibility },
      );
      showToast({ kind: 'info', text: t.visibility.hints[toldAs(changed.visibility)], about: 'visibility' });
      return queryClient.invalidateQueries({ queryKey: ['gallery'] });
    },
    onError: (error) => reportError(t, t.visibility.failed, error, 'visibility'),
  });
  return (
    <VisibilitySelect
      value={isPending ? variables : visibility}
      disabled={isPending || jobId === ''}
      onChange={(next) => mutate(next)}
    />
  );
}
