import { useCallback } from 'react';
import { Button } from '../components/ui/button.tsx';
import { draftFromRun } from '../features/generate/draft.ts';
import type { Run } from '../features/results/run-state.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { useShortcut } from '../lib/shortcuts.ts';
import { starStore, toggleStar } from '../lib/stars.ts';
import { useStore } from '../lib/store.ts';
import { showToast } from '../lib/toasts.ts';
import { copyToClipboard, saveAll, saveContactSheet } from './run-files.ts';

type Props = { run: Run; jobId: string | undefined; markedCount: number; onCompare: () => void };

/** Buttons for a whole run. All are there from the start, so that nothing moves when the first picture arrives. */
export function RunTools({ run, jobId, markedCount: count, onCompare }: Props) {
  const { t, locale } = useI18n();
  const download = useCallback(() => saveAll(t, run), [t, run]);
  useShortcut('compare', onCompare, run.done > 1);
  useShortcut('download', download, run.done > 0);
  const useAsStart = () => {
    const modelIds = run.tiles.map(({ modelId }) => modelId);
    draftFromRun(run.prompt, run.parameters, modelIds);
    showToast({ kind: 'info', text: t.run.useSettingsDone });
  };
  return (
    <>
      <Button
        small
        icon="compare"
        look={count >= 2 ? 'primary' : 'plain'}
        aria-disabled={count < 2 || undefined}
        onClick={onCompare}
      >
        {t.run.compareCount(count)}
      </Button>
      <Button small icon="download" disabled={run.done === 0} onClick={download}>
        {t.run.downloadAll}
      </Button>
      <Button
        small
        look="quiet"
        icon="sheet"
        iconOnly={t.run.contactSheet}
        disabled={run.done === 0}
        onClick={() => saveContactSheet(t, locale, run)}
      />
      <StarButton run={run} jobId={jobId} />
      <Button
        small
        look="quiet"
        icon="link"
        iconOnly={t.run.copyLink}
        disabled={jobId === undefined}
        onClick={() => copyToClipboard(t, location.href)}
      />
      <Button
        small
        look="quiet"
        icon="copy"
        iconOnly={t.run.copyPrompt}
        onClick={() => copyToClipboard(t, run.prompt)}
      />
      <Button small look="quiet" icon="edit" iconOnly={t.run.useSettings} onClick={useAsStart} />
    </>
  );
}

function StarButton({ run, jobId }: { run: Run; jobId: string | undefined }) {
  const { t } = useI18n();
  const starred = useStore(starStore, (stars) => stars.some((star) => star.id === jobId));
  const [preview] = run.tiles.flatMap(({ state }) => (state.kind === 'done' ? state.result : []));
  return (
    <Button
      small
      look="quiet"
      icon="star"
      iconFilled={starred}
      iconOnly={t.run.star}
      aria-pressed={starred}
      disabled={jobId === undefined || run.done === 0}
      onClick={() =>
        jobId !== undefined &&
        toggleStar({
          id: jobId,
          prompt: run.prompt,
          preview: preview?.thumbnailUrl ?? preview?.imageUrl ?? '',
          timestamp: run.createdAt,
          imageCount: run.done,
          totalModels: run.tiles.length,
        })
      }
    />
  );
}
