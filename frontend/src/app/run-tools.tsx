import { useCallback } from 'react';
import { Button } from '../components/ui/button.tsx';
import { askedOf, type Run } from '../features/results/run-state.ts';
import { useTexts } from '../lib/i18n/i18n.tsx';
import { useShortcut } from '../lib/shortcuts.ts';
import { starStore, toggleStar } from '../lib/stars.ts';
import { useStore } from '../lib/store.ts';
import { copyToClipboard, saveAll, saveContactSheet } from './run-files.ts';
import { RunVisibility } from './run-visibility.tsx';

type Props = {
  run: Run;
  jobId: string | undefined;
  /** Absent where the pictures that were worked on are not at hand. */
  onUseAgain: (() => void) | undefined;
  /** Absent for a run of somebody else. */
  onCancel: (() => void) | undefined;
  onDelete: (() => void) | undefined;
  onChange: () => void;
  onShare: () => void;
};

/** Buttons for a whole run. All are there from the start, and what goes away is last, so that nothing moves. */
export function RunTools({ run, jobId, onUseAgain, onCancel, onDelete, onChange, onShare }: Props) {
  const { t, locale } = useTexts();
  const download = useCallback(() => saveAll(t, run), [t, run]);
  useShortcut('download', download, run.done > 0);
  const nothing = run.done === 0;
  return (
    <>
      <Button small icon="retry" disabled={jobId === undefined || !onUseAgain} onClick={onUseAgain}>
        {t.run.useAgain}
      </Button>
      <Button small look="quiet" icon="download" disabled={nothing} onClick={download}>
        {t.run.downloadAll}
      </Button>
      <Button
        small
        look="quiet"
        icon="sheet"
        disabled={nothing}
        onClick={() => saveContactSheet(t, locale, run)}
      >
        {t.run.contactSheet}
      </Button>
      <StarButton run={run} jobId={jobId} />
      <Button
        small
        look="quiet"
        icon="link"
        disabled={jobId === undefined}
        onClick={() => copyToClipboard(t, location.href)}
      >
        {t.run.copyLink}
      </Button>
      <Button small look="quiet" icon="copy" onClick={() => copyToClipboard(t, run.prompt)}>
        {t.run.copyPrompt}
      </Button>
      {onDelete && (
        <>
          <RunVisibility jobId={jobId} visibility={run.visibility} />
          <Button small look="quiet" icon="link" disabled={!jobId} onClick={onShare}>
            {t.run.share}
          </Button>
          <Button small look="quiet" icon="edit" disabled={!jobId} onClick={onChange}>
            {t.kept.change}
          </Button>
          <Button small look="quiet" icon="trash" onClick={onDelete}>
            {t.remove.run}
          </Button>
        </>
      )}
      {onCancel && !run.ended && (
        <Button small icon="close" title={t.run.cancelHint} onClick={onCancel}>
          {t.run.cancel}
        </Button>
      )}
    </>
  );
}

/** The models by the names that the owner gave them. */
function modelsOf({ tiles }: Run) {
  const named = tiles.map(({ modelId, model, state }) => ({
    id: modelId,
    name: 'result' in state ? state.result.model : model,
  }));
  return [...new Map(named.map((each) => [each.id, each])).values()];
}

function StarButton({ run, jobId }: { run: Run; jobId: string | undefined }) {
  const { t } = useTexts();
  const starred = useStore(starStore, (stars) => stars.some((star) => star.id === jobId));
  const previews = run.tiles.flatMap(({ state }) =>
    state.kind === 'done' ? (state.result.thumbnailUrl ?? state.result.imageUrl) : [],
  );
  return (
    <Button
      small
      look="quiet"
      icon="star"
      iconFilled={starred}
      aria-pressed={starred}
      disabled={jobId === undefined || run.done === 0}
      onClick={() =>
        jobId !== undefined &&
        toggleStar({
          id: jobId,
          prompt: run.prompt,
          preview: previews[0] ?? '',
          previews: previews.slice(0, 4),
          timestamp: run.createdAt,
          imageCount: run.done,
          totalModels: askedOf(run.tiles).models.length,
          totalPictures: run.tiles.length,
          models: modelsOf(run),
          ...(run.parameters.aspectRatio && { aspectRatio: run.parameters.aspectRatio }),
        })
      }
    >
      {t.run.star}
    </Button>
  );
}
