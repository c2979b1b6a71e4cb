import { useCallback } from 'react';
import { Button } from '../components/ui/button.tsx';
import type { Run } from '../features/results/run-state.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { useShortcut } from '../lib/shortcuts.ts';
import { starStore, toggleStar } from '../lib/stars.ts';
import { useStore } from '../lib/store.ts';
import type { RunActions } from './use-run-actions.ts';

type Props = { run: Run; jobId: string | undefined; actions: RunActions };

/** Buttons for a whole run: what makes sense now, nothing else. */
export function RunTools({ run, jobId, actions }: Props) {
  const { t, locale } = useI18n();
  const count = actions.marked.size;
  useShortcut('compare', actions.compare, run.done > 1);
  useShortcut(
    'download',
    useCallback(() => {
      actions.downloadAll();
    }, [actions.downloadAll]),
    run.done > 0,
  );
  // All of them stand there from the start, so that nothing moves when the first picture arrives.
  return (
    <>
      <Button
        small
        icon="compare"
        look={count >= 2 ? 'primary' : 'plain'}
        aria-disabled={count < 2 || undefined}
        onClick={actions.compare}
      >
        {t.run.compareCount(count)}
      </Button>
      <Button small icon="download" disabled={run.done === 0} onClick={actions.downloadAll}>
        {t.run.downloadAll}
      </Button>
      <Button
        small
        look="quiet"
        icon="sheet"
        iconOnly={t.run.contactSheet}
        disabled={run.done === 0}
        onClick={() => actions.contactSheet(locale)}
      />
      <StarButton run={run} jobId={jobId} />
      <Button
        small
        look="quiet"
        icon="link"
        iconOnly={t.run.copyLink}
        disabled={jobId === undefined}
        onClick={() => actions.copy(location.href)}
      />
      <Button
        small
        look="quiet"
        icon="copy"
        iconOnly={t.run.copyPrompt}
        onClick={() => actions.copy(run.prompt)}
      />
      <Button small look="quiet" icon="edit" iconOnly={t.run.useSettings} onClick={actions.useAsStart} />
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
