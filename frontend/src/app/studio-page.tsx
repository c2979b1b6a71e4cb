import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { DrawRequest, ModelsResponse } from '../../../src/contract/index.ts';
import { Notice } from '../components/ui/notice.tsx';
import { Composer } from '../features/generate/components/composer.tsx';
import { EmptyStudio } from '../features/generate/components/empty-studio.tsx';
import { draftOfRun } from '../features/generate/draft.ts';
import { DraftPlaceContext, replaceDraft } from '../features/generate/draft-store.ts';
import { askedOf, type Run } from '../features/results/run-state.ts';
import { announce } from '../lib/announce.ts';
import { shorten } from '../lib/format.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { markStore } from '../lib/marks.ts';
import { usePageTitle } from '../lib/page-title.ts';
import { useShortcut } from '../lib/shortcuts.ts';
import { useStore } from '../lib/store.ts';
import { usePictureFiles } from '../lib/use-picture-files.ts';
import { canEdit } from './can-edit.ts';
import { foldStore } from './composer-fold.ts';
import type { OpenDialog } from './open-dialog.ts';
import { LazyDialog, LazyRunFailed, LazyRunPane } from './parts.tsx';
import { RunSkeleton } from './run-skeleton.tsx';
import styles from './studio-page.module.css';
import { useRunDraft, useStudio } from './use-studio.ts';

type Props = { jobId?: string; models: ModelsResponse };

/** The request that draws a run again. */
function shownRequest({ prompt, parameters, tiles }: Run): DrawRequest {
  const { models, count } = askedOf(tiles);
  return { prompt, models, ...parameters, ...(count > 1 && { count }) };
}

/** The studio: the composer on one side, the run on the other. */
export function StudioPage({ jobId, models }: Props) {
  const { t } = useI18n();
  const studio = useStudio(jobId, models);
  const { run, joinRun } = studio;
  const place = jobId ?? 'new';
  const [dialog, setDialog] = useState<OpenDialog | undefined>();
  const close = useCallback(() => setDialog(undefined), []);
  const marks = useStore(markStore);
  const marked = useMemo(() => new Set(marks.map((mark) => mark.key)), [marks]);
  const stage = useRef<HTMLElement>(null);
  useRunDraft(jobId, run);
  usePageTitle(
    run ? shorten(run.title ?? run.prompt, 60) : '',
    run && t.run.description(shorten(run.prompt, 120), run.done, run.tiles.length),
  );

  const folded = useStore(foldStore);
  // Beside a blind run there is no word of models.
  const isFolded = (folded && jobId !== undefined) || run?.blind === true;
  const toggleFold = useCallback(() => foldStore.set((before) => !before), []);
  useShortcut('fold', toggleFold, jobId !== undefined);

  const focusPrompt = useCallback(() => {
    // At once, so that what is typed next goes into the prompt.
    flushSync(() => foldStore.set(false));
    document.querySelector<HTMLElement>('#composer textarea')?.focus();
  }, []);
  useShortcut('focusPrompt', focusPrompt);
  const openEnhance = useCallback(() => setDialog({ kind: 'enhance' }), []);
  const openRandom = useCallback(() => setDialog({ kind: 'random' }), []);
  const openEdit = useCallback(() => setDialog({ kind: 'edit' }), []);
  const openHistory = useCallback(() => setDialog({ kind: 'history' }), []);

  const isEditable = canEdit(models);
  const isOpen = dialog !== undefined;
  const takeFiles = useCallback(
    (files: File[]) => isEditable && !isOpen && setDialog({ kind: 'edit', files }),
    [isEditable, isOpen],
  );
  usePictureFiles(takeFiles);

  const sentCount = studio.sending && run ? askedOf(run.tiles).models.length : undefined;
  useEffect(() => {
    if (sentCount === undefined) return;
    announce(t.run.announceStarted(sentCount));
    // On a narrow screen the pictures are below the composer.
    if (globalThis.matchMedia?.('(max-width: 64rem)').matches) {
      stage.current?.scrollIntoView({ block: 'start' });
    }
  }, [sentCount, t]);

  const shown = useMemo<DrawRequest | undefined>(
    () => (run && jobId !== undefined && !run.edit && !run.blind ? shownRequest(run) : undefined),
    [run, jobId],
  );

  const useAgain = () => {
    if (!run) return;
    if (run.edit) {
      setDialog({ kind: 'editAgain' });
      return;
    }
    replaceDraft(place, draftOfRun({ ...run, ...askedOf(run.tiles) }));
    focusPrompt();
  };

  return (
    <DraftPlaceContext value={place}>
      <div className={styles.studio} data-folded={isFolded || undefined} data-run={run ? true : undefined}>
        <aside className={styles.ask} aria-label={t.ask.title} id="composer">
          {jobId !== undefined && !run?.blind && (
            <button
              type="button"
              className={styles.fold}
              aria-expanded={!isFolded}
              aria-controls="composer-form"
              onClick={toggleFold}
            >
              <span>{isFolded ? t.ask.unfold : t.ask.fold}</span>
            </button>
          )}
          <div className={styles.form} id="composer-form" hidden={isFolded}>
            {!isFolded && (
              <Composer
                models={models}
                sending={studio.sending}
                shown={shown}
                onRun={studio.start}
                onEnhance={openEnhance}
                onSurprise={openRandom}
                onHistory={openHistory}
                onPicture={isEditable ? openEdit : undefined}
              />
            )}
          </div>
        </aside>
        <main id="main" tabIndex={-1} className={styles.stage} ref={stage}>
          {run && studio.interrupted && <Notice kind="caution">{t.run.connectionLost}</Notice>}
          {run ? (
            <LazyRunPane
              jobId={jobId}
              run={run}
              models={models}
              marked={marked}
              busy={studio.retrying}
              joinRun={joinRun}
              onDialog={setDialog}
              onUseAgain={useAgain}
            />
          ) : jobId === undefined ? (
            <EmptyStudio models={models.models} onExample={openRandom} />
          ) : studio.error ? (
            <LazyRunFailed error={studio.error} />
          ) : (
            <RunSkeleton />
          )}
        </main>
        {dialog && (
          <LazyDialog
            name="StudioDialogs"
            dialog={dialog}
            jobId={jobId}
            run={run}
            models={models}
            place={place}
            marked={marked}
            joinRun={joinRun}
            onDialog={setDialog}
            onStart={studio.start}
            onClose={close}
          />
        )}
      </div>
    </DraftPlaceContext>
  );
}
