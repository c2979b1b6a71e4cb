import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { DrawRequest, ModelsResponse } from '../../../src/contract/index.ts';
import { Notice } from '../components/ui/notice.tsx';
import { priceOf } from '../features/generate/choice.ts';
import { Composer } from '../features/generate/components/composer.tsx';
import { EmptyStudio } from '../features/generate/components/empty-studio.tsx';
import { draftOfRun } from '../features/generate/draft.ts';
import { DraftPlaceContext, replaceDraft } from '../features/generate/draft-store.ts';
import { askedOf, type Run, type Tile } from '../features/results/run-state.ts';
import type { TileActions } from '../features/results/tile-actions.ts';
import { announce } from '../lib/announce.ts';
import { moneyRange, shorten } from '../lib/format.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { MOST_MARKS, markStore, toggleMark } from '../lib/marks.ts';
import { usePageTitle } from '../lib/page-title.ts';
import { useShortcut } from '../lib/shortcuts.ts';
import { useStore } from '../lib/store.ts';
import { usePictureFiles } from '../lib/use-picture-files.ts';
import { foldStore } from './composer-fold.ts';
import { markOf } from './mark-of.ts';
import { LazyDialog, LazyRunView } from './parts.tsx';
import { RunFailed } from './run-failed.tsx';
import { copyPicture, savePicture } from './run-files.ts';
import { RunSkeleton } from './run-skeleton.tsx';
import { RunTools } from './run-tools.tsx';
import type { OpenDialog } from './studio-dialogs.tsx';
import styles from './studio-page.module.css';
import { useCancel } from './use-cancel.ts';
import { useRunDraft, useStudio } from './use-studio.ts';

type Props = { jobId?: string; models: ModelsResponse };

/** The request that draws a run again. */
function shownRequest({ prompt, parameters, tiles }: Run): DrawRequest {
  const { models, count } = askedOf(tiles);
  return { prompt, models, ...parameters, ...(count > 1 && { count }) };
}

/** The studio: the composer on one side, the run on the other. */
export function StudioPage({ jobId, models }: Props) {
  const { t, locale } = useI18n();
  const studio = useStudio(jobId, models);
  const { run, joinRun } = studio;
  const cancel = useCancel(jobId);
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
  const isFolded = folded && jobId !== undefined;
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

  const canEdit = models.models.some((model) => model.supports.operations?.length);
  const isOpen = dialog !== undefined;
  const takeFiles = useCallback(
    (files: File[]) => canEdit && !isOpen && setDialog({ kind: 'edit', files }),
    [canEdit, isOpen],
  );
  usePictureFiles(takeFiles);

  const onMark = useCallback(
    (tile: Tile) => {
      for (const mark of markOf(tile)) toggleMark(mark, t.tray.full(MOST_MARKS));
    },
    [t],
  );
  const draw = useCallback(
    async (tiles: readonly Tile[], words?: string) => {
      // Tiles with the same words and settings and the same place among those of their model are one request.
      const groups = Map.groupBy(tiles, (tile) =>
        JSON.stringify([words ?? tile.prompt, tile.parameters, tile.index]),
      );
      for (const group of groups.values()) {
        const [first] = group;
        if (!first) continue;
        // One after the other: each has to know what the one before it has added to the run.
        const isStarted = await joinRun({
          prompt: words ?? first.prompt,
          models: group.map((tile) => tile.modelId),
          ...first.parameters,
          ...(first.index > 0 && { index: first.index }),
        });
        if (!isStarted) return;
      }
    },
    [joinRun],
  );
  const isEdited = (run?.edit?.inputs.length ?? 0) > 0;
  const onRetry = useCallback((tiles: readonly Tile[]) => draw(tiles), [draw]);
  const tileActions = useMemo<TileActions>(
    () => ({
      onMark,
      onRetry,
      onOpen: (tile) => setDialog({ kind: 'picture', id: tile.id }),
      onFacts: (tile) => setDialog({ kind: 'facts', tile }),
      onDownload: (tile) => savePicture(t, tile),
      onCopyImage: (tile) => copyPicture(t, tile),
      onEdit: canEdit ? (tile) => setDialog({ kind: 'edit', tile }) : undefined,
      onBefore: isEdited ? (tile) => setDialog({ kind: 'before', tile }) : undefined,
      onReword: (tiles) => setDialog({ kind: 'reword', tiles }),
      onCancel: cancel && ((tile) => cancel({ models: [tile.modelId], index: tile.index })),
    }),
    [t, onMark, onRetry, canEdit, isEdited, cancel],
  );

  const priceText = useCallback(
    (modelIds: readonly string[]) => {
      const price = priceOf(modelIds.flatMap((id) => models.models.find((model) => model.id === id) ?? []));
      return price.high === 0 ? '' : moneyRange(locale, price);
    },
    [models.models, locale],
  );

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
    () => (run && jobId !== undefined && !run.edit ? shownRequest(run) : undefined),
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
          {jobId !== undefined && (
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
                onPicture={canEdit ? openEdit : undefined}
              />
            )}
          </div>
        </aside>
        <main id="main" tabIndex={-1} className={styles.stage} ref={stage}>
          {run && studio.interrupted && <Notice kind="caution">{t.run.connectionLost}</Notice>}
          {run ? (
            <LazyRunView
              jobId={jobId}
              run={run}
              marked={marked}
              busy={studio.retrying}
              priceOf={priceText}
              actions={tileActions}
              tools={
                <RunTools
                  run={run}
                  jobId={jobId}
                  onUseAgain={run.edit && !run.edit.parent ? undefined : useAgain}
                  onCancel={cancel && (() => cancel())}
                  onDelete={cancel && (() => setDialog({ kind: 'delete' }))}
                  onChange={() => setDialog({ kind: 'run' })}
                  onShare={() => setDialog({ kind: 'share' })}
                />
              }
            />
          ) : jobId === undefined ? (
            <EmptyStudio models={models.models} onExample={openRandom} />
          ) : studio.error ? (
            <RunFailed error={studio.error} />
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
            actions={tileActions}
            onStart={studio.start}
            onDraw={draw}
            onClose={close}
          />
        )}
      </div>
    </DraftPlaceContext>
  );
}
