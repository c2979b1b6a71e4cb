import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import type { ModelsResponse } from '../../../src/contract/index.ts';
import { Button } from '../components/ui/button.tsx';
import { Message } from '../components/ui/message.tsx';
import { Notice } from '../components/ui/notice.tsx';
import { Composer } from '../features/generate/components/composer.tsx';
import { EmptyBench } from '../features/generate/components/empty-bench.tsx';
import { changeDraft, draftStore } from '../features/generate/draft.ts';
import { RunView } from '../features/results/components/run-view.tsx';
import type { Run } from '../features/results/run-state.ts';
import { useRunNews } from '../features/results/use-run-news.ts';
import { announce } from '../lib/announce.ts';
import { ApiError } from '../lib/api.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { describeError } from '../lib/report-error.ts';
import { showToast } from '../lib/toasts.ts';
import styles from './bench-page.module.css';
import { RunTools } from './run-tools.tsx';
import { useBench } from './use-bench.ts';
import { refusedModels, useRunActions } from './use-run-actions.ts';
import { useRunEnding } from './use-run-ending.ts';
import { useRunTitle } from './use-run-title.ts';

const EnhanceDialog = lazy(() => import('../features/enhance/components/enhance-dialog.tsx'));
const RandomDialog = lazy(() => import('../features/generate/components/random-dialog.tsx'));
const HistoryDialog = lazy(() => import('../features/generate/components/history-dialog.tsx'));
const RewordDialog = lazy(() => import('../features/results/components/reword-dialog.tsx'));
const CompareDialog = lazy(() => import('../features/compare/components/compare-dialog.tsx'));

type Props = { jobId?: string; models: ModelsResponse };

/** The bench: what to ask on one side, the pictures on the other. */
export function BenchPage({ jobId, models }: Props) {
  const { t } = useI18n();
  const bench = useBench(jobId, models);
  const { run } = bench;
  const [dialog, setDialog] = useState<'enhance' | 'random' | 'history' | undefined>();
  const stage = useRef<HTMLElement>(null);
  const close = useCallback(() => setDialog(undefined), []);

  const actions = useRunActions({ run, jobId, joinRun: bench.joinRun });
  const chosenCount = useRef(0);
  chosenCount.current = run?.tiles.length ?? 0;
  useRunNews(run, useRunEnding());
  useRunTitle(run);

  useEffect(() => {
    if (!bench.sending) return;
    announce(t.run.announceStarted(chosenCount.current));
    // On a narrow screen the pictures are below the box.
    if (globalThis.matchMedia?.('(max-width: 64rem)').matches) {
      stage.current?.scrollIntoView({ block: 'start' });
    }
  }, [bench.sending, t]);

  const accept = (enhanced: string, original: string) => {
    changeDraft({ prompt: enhanced });
    setDialog(undefined);
    showToast({
      kind: 'info',
      text: t.enhance.accepted,
      action: { label: t.enhance.undo, run: () => changeDraft({ prompt: original }) },
    });
  };

  return (
    <div className={styles.bench}>
      <aside className={styles.ask} aria-label={t.ask.title}>
        <Composer
          models={models}
          sending={bench.sending}
          onRun={bench.start}
          onEnhance={useCallback(() => setDialog('enhance'), [])}
          onSurprise={useCallback(() => setDialog('random'), [])}
          onHistory={useCallback(() => setDialog('history'), [])}
        />
      </aside>
      <main
        id="main"
        tabIndex={-1}
        className={styles.stage}
        ref={stage}
        aria-busy={run ? !run.ended : undefined}
      >
        {run && bench.interrupted && <Notice kind="caution">{t.run.connectionLost}</Notice>}
        {run ? (
          <RunView
            run={run}
            marked={actions.marked}
            busy={bench.retrying}
            actions={actions.tile}
            tools={<RunTools run={run} jobId={jobId} actions={actions} />}
            aside={<RetryRefused run={run} onReword={actions.rewordRefused} />}
          />
        ) : jobId === undefined ? (
          <EmptyBench models={models.models} onExample={() => setDialog('random')} />
        ) : (
          bench.error && <Failed error={bench.error} />
        )}
      </main>
      <Suspense>
        {dialog === 'enhance' && models.enhancer && (
          <EnhanceDialog
            prompt={draftStore.get().prompt.trim()}
            enhancer={models.enhancer.name}
            onAccept={accept}
            onClose={close}
          />
        )}
        {dialog === 'random' && <RandomDialog onClose={close} />}
        {dialog === 'history' && <HistoryDialog onClose={close} />}
        {run && actions.rewording && (
          <RewordDialog
            run={run}
            modelIds={actions.rewording}
            refused={refusedModels(run)}
            limit={models.limits.promptMaxLength}
            onSend={actions.sendReworded}
            onClose={actions.closeDialogs}
          />
        )}
        {run && actions.viewing && (
          <CompareDialog pictures={actions.viewing} title={run.prompt} onClose={actions.closeDialogs} />
        )}
      </Suspense>
    </div>
  );
}

/** Where a screen is too narrow for it, each refused tile offers the same. */
function RetryRefused({ run, onReword }: { run: Run; onReword: () => void }) {
  const { t } = useI18n();
  const refused = refusedModels(run);
  if (!run.ended || refused.length === 0) return null;
  return (
    <Button small icon="retry" onClick={onReword}>
      {t.run.retryRefused(refused.length)}
    </Button>
  );
}

function Failed({ error }: { error: Error }) {
  const { t } = useI18n();
  if (error instanceof ApiError && error.status === 404) {
    return (
      <Message title={t.run.notFoundTitle}>
        <p>{t.run.notFoundText}</p>
      </Message>
    );
  }
  const { text, detail } = describeError(t, error);
  return (
    <Message title={t.run.loadFailed}>
      <p>{text}</p>
      {detail && <p>{detail}</p>}
    </Message>
  );
}
