import { useCallback, useState } from 'react';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { showToast } from '../lib/toasts.ts';

const MOST_COMPARED = 4;

type Marks = { jobId: string | undefined; modelIds: ReadonlySet<string> };
const NONE: ReadonlySet<string> = new Set();

/** The models of a run whose pictures are marked for comparison. Marks belong to one run. */
export function useMarks(jobId: string | undefined) {
  const { t } = useI18n();
  const [marks, setMarks] = useState<Marks>({ jobId, modelIds: NONE });

  const toggleMark = useCallback(
    (modelId: string) =>
      setMarks((before) => {
        const modelIds = new Set(before.jobId === jobId ? before.modelIds : NONE);
        if (modelIds.delete(modelId)) return { jobId, modelIds };
        if (modelIds.size < MOST_COMPARED) return { jobId, modelIds: modelIds.add(modelId) };
        showToast({ kind: 'info', text: t.run.compareFull });
        return before;
      }),
    [jobId, t],
  );
  return { marked: marks.jobId === jobId ? marks.modelIds : NONE, toggleMark };
}
