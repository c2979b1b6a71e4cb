import { useCallback } from 'react';
import type { DrawRequest, ModelsResponse } from '../../../src/contract/index.ts';
import { priceOf } from '../features/generate/choice.ts';
import RunView from '../features/results/components/run-view.tsx';
import type { Run } from '../features/results/run-state.ts';
import { moneyRange } from '../lib/format.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { BlindPane } from './blind-pane.tsx';
import { canEdit } from './can-edit.ts';
import type { OpenDialog } from './open-dialog.ts';
import { RunTools } from './run-tools.tsx';
import { useCancel } from './use-cancel.ts';
import { useRelatives, useThreadActions } from './use-thread.ts';
import { useTileActions } from './use-tile-actions.ts';

export { RunFailed } from './run-failed.tsx';

type Props = {
  /** `undefined` until the run has started. */
  jobId: string | undefined;
  run: Run;
  models: ModelsResponse;
  /** Keys of the marked pictures; see `markKey`. */
  marked: ReadonlySet<string>;
  /** A retry is on its way; a second one has to wait. */
  busy: boolean;
  joinRun: (request: DrawRequest) => Promise<boolean>;
  onDialog: (dialog: OpenDialog) => void;
  onUseAgain: () => void;
};

/** The run that is shown, with all that can be done to it: nothing of it is needed before there is one. */
export function RunPane({ jobId, run, models, marked, busy, joinRun, onDialog, onUseAgain }: Props) {
  const { locale } = useI18n();
  const cancel = useCancel(jobId);
  const actions = useTileActions({ jobId, run, models, joinRun, onDialog });
  const priceText = useCallback(
    (modelIds: readonly string[]) => {
      const price = priceOf(modelIds.flatMap((id) => models.models.find((model) => model.id === id) ?? []));
      return price.high === 0 ? '' : moneyRange(locale, price);
    },
    [models.models, locale],
  );
  const relatives = useRelatives(jobId, run);
  const thread = useThreadActions(Boolean(canEdit(models)), onDialog);
  if (run.blind) {
    const onDelete = cancel && (() => onDialog({ kind: 'delete' }));
    return <BlindPane jobId={jobId} run={run} onCancel={cancel && (() => cancel())} onDelete={onDelete} />;
  }
  return (
    <RunView
      jobId={jobId}
      run={run}
      marked={marked}
      busy={busy}
      priceOf={priceText}
      actions={actions}
      relatives={relatives}
      thread={thread}
      onChanges={() => onDialog({ kind: 'changes' })}
      tools={
        <RunTools
          run={run}
          jobId={jobId}
          onUseAgain={run.edit && !run.edit.parent ? undefined : onUseAgain}
          onCancel={cancel && (() => cancel())}
          onDelete={cancel && (() => onDialog({ kind: 'delete' }))}
          onChange={() => onDialog({ kind: 'run' })}
          onShare={() => onDialog({ kind: 'share' })}
        />
      }
    />
  );
}
