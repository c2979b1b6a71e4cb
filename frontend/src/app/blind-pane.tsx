import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../components/ui/button.tsx';
import { voteForOne } from '../features/judge/api/vote-for-one.ts';
import { jobKey } from '../features/results/api/get-status.ts';
import { revealRun } from '../features/results/api/reveal-run.ts';
import { useBlindTexts } from '../features/results/blind-texts.ts';
import { BlindView } from '../features/results/components/blind-view.tsx';
import type { Run } from '../features/results/run-state.ts';
import { useTexts } from '../lib/i18n/i18n.tsx';
import { reportError } from '../lib/report-error.ts';
import { showToast } from '../lib/toasts.ts';

/** Letters of the pictures that there are. */
const lettersOf = (run: Run) =>
  run.tiles.flatMap(({ model, state }) => (state.kind === 'done' ? [model] : []));

type Props = {
  /** `undefined` until the run has started. */
  jobId: string | undefined;
  run: Run;
  onCancel: (() => void) | undefined;
  onDelete: (() => void) | undefined;
};

/** A run that was drawn blind, until something is picked: then it is revealed and shown as any other. */
export function BlindPane({ jobId = '', run, onCancel, onDelete }: Props) {
  const { t } = useTexts();
  const texts = useBlindTexts();
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const pick = useCallback(
    async (letter?: string) => {
      setBusy(true);
      try {
        if (letter !== undefined) await voteForOne(jobId, lettersOf(run), letter);
        const { letters } = await revealRun(jobId);
        const picked = letters.find((each) => each.letter === letter);
        if (picked) {
          const text = texts.picked(picked.letter, picked.model);
          showToast({ kind: 'info', text, about: 'blind' });
        }
        await queryClient.invalidateQueries({ queryKey: jobKey(jobId) });
        await queryClient.invalidateQueries({ queryKey: ['own-runs'] });
      } catch (error) {
        reportError(t, texts.failed, error, 'blind');
      } finally {
        setBusy(false);
      }
    },
    [jobId, run, queryClient, t, texts],
  );
  return (
    <BlindView
      run={run}
      busy={busy}
      onPick={pick}
      tools={
        <>
          {run.ended && lettersOf(run).length > 1 && <Link href={`/judge?run=${jobId}`}>{texts.pairs}</Link>}
          {onCancel && !run.ended && (
            <Button small icon="close" title={t.run.cancelHint} onClick={onCancel}>
              {t.run.cancel}
            </Button>
          )}
          {onDelete && (
            <Button small look="quiet" icon="trash" onClick={onDelete}>
              {t.remove.run}
            </Button>
          )}
        </>
      }
    />
  );
}
