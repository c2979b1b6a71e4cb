import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CompletedResult, GenerateRequest } from '../../../src/contract/index.ts';
import { draftFromRun } from '../features/generate/draft.ts';
import { failureAction } from '../features/results/failure-action.ts';
import type { Run } from '../features/results/run-state.ts';
import type { TileActions } from '../features/results/tile-actions.ts';
import { copyText } from '../lib/clipboard.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { showToast } from '../lib/toasts.ts';

export const MOST_COMPARED = 4;

type Given = {
  run: Run | undefined;
  jobId: string | undefined;
  joinRun: (request: GenerateRequest) => void;
};

function pictureOf(run: Run | undefined, modelId: string): CompletedResult | undefined {
  const tile = run?.tiles.find((each) => each.modelId === modelId);
  return tile?.state.kind === 'done' ? tile.state.result : undefined;
}

/** Models of a run that refused its words. */
export function refusedModels(run: Run): string[] {
  return run.tiles
    .filter(({ state }) => state.kind === 'failed' && failureAction(state.result.error) === 'reword')
    .map((tile) => tile.modelId);
}

/** Everything that can be done with a run on the bench. The tile actions are stable: tiles are memoised. */
export function useRunActions({ run, jobId, joinRun }: Given) {
  const { t } = useI18n();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [rewording, setRewording] = useState<readonly string[] | undefined>();
  const [viewing, setViewing] = useState<readonly CompletedResult[] | undefined>();
  const latest = useRef({ run, joinRun, t });
  latest.current = { run, joinRun, t };

  // Marks belong to one run.
  useEffect(() => {
    if (jobId !== undefined) setMarked(new Set());
  }, [jobId]);

  const tile = useMemo<TileActions>(() => {
    const toast = (text: string, kind: 'info' | 'error' = 'info') => showToast({ kind, text });
    return {
      onMark: (modelId) =>
        setMarked((before) => {
          const next = new Set(before);
          if (next.delete(modelId)) return next;
          if (next.size >= MOST_COMPARED) {
            toast(latest.current.t.run.compareFull);
            return before;
          }
          return next.add(modelId);
        }),
      onOpen(modelId) {
        const picture = pictureOf(latest.current.run, modelId);
        if (picture) setViewing([picture]);
      },
      async onDownload(modelId) {
        const { run: current, t: texts } = latest.current;
        try {
          const { downloadPicture } = await import('../features/download/download-picture.ts');
          if (current) await downloadPicture(current, modelId);
        } catch {
          toast(texts.download.failed, 'error');
        }
      },
      async onCopyImage(modelId) {
        const { run: current, t: texts } = latest.current;
        const picture = pictureOf(current, modelId);
        if (!picture) return;
        try {
          const { copyImage } = await import('../features/download/copy-image.ts');
          await copyImage(picture.imageUrl);
          toast(texts.tile.imageCopied);
        } catch {
          toast(texts.run.copyFailed, 'error');
        }
      },
      onRetry(modelId) {
        const failed = latest.current.run?.tiles.find((each) => each.modelId === modelId);
        if (!failed) return;
        latest.current.joinRun({ prompt: failed.prompt, models: [modelId], ...failed.parameters });
      },
      onReword: (modelId) => setRewording([modelId]),
    };
  }, []);

  const compare = useCallback(() => {
    const { run: current, t: texts } = latest.current;
    const pictures = (current?.tiles ?? [])
      .filter(({ modelId }) => marked.has(modelId))
      .flatMap(({ modelId }) => pictureOf(current, modelId) ?? []);
    if (pictures.length >= 2) setViewing(pictures);
    else showToast({ kind: 'info', text: texts.run.comparePick });
  }, [marked]);

  const copy = useCallback(async (text: string) => {
    const { t: texts } = latest.current;
    const done = await copyText(text);
    showToast({ kind: done ? 'info' : 'error', text: done ? texts.run.copied : texts.run.copyFailed });
  }, []);

  const downloadAll = useCallback(async () => {
    const { run: current, t: texts } = latest.current;
    if (!current) return;
    showToast({ kind: 'info', text: texts.download.working(0, current.done) });
    try {
      const { downloadAll: pack } = await import('../features/download/download-all.ts');
      const { missing } = await pack(current, location.href);
      showToast(
        missing === 0
          ? { kind: 'info', text: texts.download.done }
          : { kind: 'error', text: texts.download.partly(missing) },
      );
    } catch {
      showToast({ kind: 'error', text: texts.download.failed });
    }
  }, []);

  const contactSheet = useCallback(async (locale: string) => {
    const { run: current, t: texts } = latest.current;
    if (!current) return;
    try {
      const { downloadContactSheet } = await import('../features/download/contact-sheet.ts');
      await downloadContactSheet(current, locale);
      showToast({ kind: 'info', text: texts.download.sheetDone });
    } catch {
      showToast({ kind: 'error', text: texts.download.failed });
    }
  }, []);

  return {
    tile,
    marked,
    rewording,
    viewing,
    compare,
    copy,
    downloadAll,
    contactSheet,
    rewordRefused: () => run && setRewording(refusedModels(run)),
    sendReworded(prompt: string, models: readonly string[]) {
      setRewording(undefined);
      if (run) joinRun({ prompt, models: [...models], ...run.parameters });
    },
    useAsStart() {
      if (!run) return;
      draftFromRun(
        run.prompt,
        run.parameters,
        run.tiles.map(({ modelId }) => modelId),
      );
      showToast({ kind: 'info', text: t.run.useSettingsDone });
    },
    closeDialogs: useCallback(() => {
      setRewording(undefined);
      setViewing(undefined);
    }, []),
  };
}
export type RunActions = ReturnType<typeof useRunActions>;
