import { useMemo } from 'react';
import type { DrawRequest, ModelsResponse } from '../../../src/contract/index.ts';
import type { Run, Tile } from '../features/results/run-state.ts';
import type { TileActions } from '../features/results/tile-actions.ts';
import { useTexts } from '../lib/i18n/i18n.tsx';
import { MOST_MARKS, toggleMark } from '../lib/marks.ts';
import { canEdit } from './can-edit.ts';
import { markOf } from './mark-of.ts';
import type { OpenDialog } from './open-dialog.ts';
import { copyPicture, savePicture } from './run-files.ts';
import { useCancel } from './use-cancel.ts';

type RunToActOn = {
  jobId: string | undefined;
  run: Run | undefined;
  models: ModelsResponse;
  /** Adds what a request draws to the run. @returns whether it was started */
  joinRun: (request: DrawRequest) => Promise<boolean>;
  onDialog: (dialog: OpenDialog) => void;
};

/** Draws tiles of a run once more, in other words if there are some. Tells whether all were started. */
export function drawTiles(joinRun: RunToActOn['joinRun']) {
  return async (tiles: readonly Tile[], words?: string): Promise<boolean> => {
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
      if (!isStarted) return false;
    }
    return true;
  };
}

/** What can be done with the tiles of the run that is shown. */
export function useTileActions({ jobId, run, models, joinRun, onDialog }: RunToActOn): TileActions {
  const { t } = useTexts();
  const cancel = useCancel(jobId);
  const isEditable = canEdit(models);
  const isEdited = (run?.edit?.inputs.length ?? 0) > 0;
  return useMemo<TileActions>(
    () => ({
      onMark(tile) {
        for (const mark of markOf(tile)) toggleMark(mark, t.tray.full(MOST_MARKS));
      },
      onRetry: drawTiles(joinRun),
      onOpen: (tile) => onDialog({ kind: 'picture', id: tile.id }),
      onFacts: (tile) => onDialog({ kind: 'facts', tile }),
      onDownload: (tile) => savePicture(t, tile),
      onCopyImage: (tile) => copyPicture(t, tile),
      onEdit: isEditable ? (tile) => onDialog({ kind: 'edit', tile }) : undefined,
      onBefore: isEdited ? (tile) => onDialog({ kind: 'before', tile }) : undefined,
      onReword: (tiles) => onDialog({ kind: 'reword', tiles }),
      onCancel: cancel && ((tile) => cancel({ models: [tile.modelId], index: tile.index })),
    }),
    [t, joinRun, onDialog, isEditable, isEdited, cancel],
  );
}
