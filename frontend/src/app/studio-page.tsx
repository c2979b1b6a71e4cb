import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CompletedResult, ModelsResponse } from '../../../src/contract/index.ts';
import { Button } from '../components/ui/button.tsx';
import { Message } from '../components/ui/message.tsx';
import { Notice } from '../components/ui/notice.tsx';
import { Composer } from '../features/generate/components/composer.tsx';
import { EmptyStudio } from '../features/generate/components/empty-studio.tsx';
import { changeDraft, draftStore } from '../features/generate/draft.ts';
import { RunView } from '../features/results/components/run-view.tsx';
import { refusedModels } from '../features/results/failure-action.ts';
import type { Run, Tile } from '../features/results/run-state.ts';
import type { TileActions } from '../features/results/tile-actions.ts';
import { useRunNews } from '../features/results/use-run-news.ts';
import { announce } from '../lib/announce.ts';
import { ApiError } from '../lib/api.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { describeError } from '../lib/report-error.ts';
import { showToast } from '../lib/toasts.ts';
import { copyPicture, savePicture } from './run-files.ts';
import { RunTools } from './run-tools.tsx';
import styles from './studio-page.module.css';
import { useMarks } from './use-marks.ts';
import { useRunEnding } from './use-run-ending.ts';
import { useRunTitle } from './use-run-title.ts';
import { useStudio } from './use-studio.ts';

const EnhanceDialog = lazy(() => import('../features/enhance/components/enhance-dialog.tsx'));
const RandomDialog = lazy(() => import('../features/generate/components/random-dialog.tsx'));
const HistoryDialog = lazy(() => import('../features/generate/components/history-dialog.tsx'));
const RewordDialog = lazy(() => import('../features/results/components/reword-dialog.tsx'));
const CompareDialog = lazy(() => import('../features/compare/components/compare-dialog.tsx'));

type Props = { jobId?: string; models: ModelsResponse };

type OpenDialog =
  | { kind: 'enhance' | 'random' | 'history' }
  | { kind: 'reword'; modelIds: readonly string[] }
  | { kind: 'pictures'; pictures: readonly CompletedResult[] };

const pictureOf = ({ state }: Tile) => (state.kind === 'done' ? [state.result] : []);

/** The studio: the composer on one side, the run on the other. */
export function StudioPage({ jobId, models }: Props) {
  const { t } = useI18n();
  const studio = useStudio(jobId, models);
  const { run, joinRun } = studio;
  const [dialog, setDialog] = useState<OpenDialog | undefined>();
  const { marked, toggleMark } = useMarks(jobId);
  const stage = useRef<HTMLElement>(null);
  const close = useCallback(() => setDialog(undefined), []);

  useRunNews(run, useRunEnding());
  useRunTitle(run);

  const tileActions = useMemo<TileActions>(
    () => ({
      onMark: (tile) => toggleMark(tile.modelId),
      onOpen: (tile) => setDialog({ kind: 'pictures', pictures: pictureOf(tile) }),
      onDownload: (tile) => savePicture(t, tile),
      onCopyImage: (tile) => copyPicture(t, tile),
      onRetry: (tile) => joinRun({ prompt: tile.prompt, models: [tile.modelId], ...tile.parameters }),
      onReword: (tile) => setDialog({ kind: 'reword', modelIds: [tile.modelId] }),
    }),
    [t, joinRun, toggleMark],
  );

  const compare = useCallback(() => {
    const tiles = run?.tiles.filter((tile) => marked.has(tile.modelId)) ?? [];
    const pictures = tiles.flatMap(pictureOf);
    if (pictures.length >= 2) setDialog({ kind: 'pictures', pictures });
    else showToast({ kind: 'info', text: t.run.comparePick });
  }, [run, marked, t]);

  const sentCount = studio.sending ? run?.tiles.length : undefined;
  useEffect(() => {
    if (sentCount === undefined) return;
    announce(t.run.announceStarted(sentCount));
    // On a narrow screen the pictures are below the composer.
    if (globalThis.matchMedia?.('(max-width: 64rem)').matches) {
      stage.current?.scrollIntoView({ block: 'start' });
    }
  }, [sentCount, t]);

  const accept = (enhanced: string, original: string) => {
    changeDraft({ prompt: enhanced });
    close();
    showToast({
      kind: 'info',
      text: t.enhance.accepted,
      action: { label: t.enhance.undo, run: () => changeDraft({ prompt: original }) },
    });
  };

  return (
    <div className={styles.studio}>
      <aside className={styles.ask} aria-label={t.ask.title}>
        <Composer
          models={models}
          sending={studio.sending}
          onRun={studio.start}
          onEnhance={useCallback(() => setDialog({ kind: 'enhance' }), [])}
          onSurprise={useCallback(() => setDialog({ kind: 'random' }), [])}
          onHistory={useCallback(() => setDialog({ kind: 'history' }), [])}
        />
      </aside>
      <main id="main" tabIndex={-1} className={styles.stage} ref={stage}>
        {run && studio.interrupted && <Notice kind="caution">{t.run.connectionLost}</Notice>}
        {run ? (
          <RunView
            run={run}
            marked={marked}
            busy={studio.retrying}
            actions={tileActions}
            tools={<RunTools run={run} jobId={jobId} markedCount={marked.size} onCompare={compare} />}
            aside={
              <RetryRefused
                run={run}
                onReword={() => setDialog({ kind: 'reword', modelIds: refusedModels(run) })}
              />
            }
          />
        ) : jobId === undefined ? (
          <EmptyStudio models={models.models} onExample={() => setDialog({ kind: 'random' })} />
        ) : (
          studio.error && <Failed error={studio.error} />
        )}
      </main>
      <Suspense>
        {dialog?.kind === 'enhance' && models.enhancer && (
          <EnhanceDialog
            prompt={draftStore.get().prompt.trim()}
            enhancer={models.enhancer.name}
            onAccept={accept}
            onClose={close}
          />
        )}
        {dialog?.kind === 'random' && <RandomDialog onClose={close} />}
        {dialog?.kind === 'history' && <HistoryDialog onClose={close} />}
        {run && dialog?.kind === 'reword' && (
          <RewordDialog
            run={run}
            modelIds={dialog.modelIds}
            refused={refusedModels(run)}
            limit={models.limits.promptMaxLength}
            onSend={(prompt, modelIds) => {
              close();
              joinRun({ prompt, models: [...modelIds], ...run.parameters });
            }}
            onClose={close}
          />
        )}
        {run && dialog?.kind === 'pictures' && (
          <CompareDialog pictures={dialog.pictures} title={run.prompt} onClose={close} />
        )}
      </Suspense>
    </div>
  );
}

/** Shown where there is room; on narrow screens each refused tile offers the same. */
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
