import { useLocation } from 'wouter';
import type { DrawRequest, ModelsResponse } from '../../../src/contract/index.ts';
import EditDialog from '../features/edit/components/edit-dialog.tsx';
import type { Edit, Source } from '../features/edit/source.ts';
import { placeOf } from '../features/edit/unsent-edit.ts';
import EnhanceDialog from '../features/enhance/components/enhance-dialog.tsx';
import HistoryDialog from '../features/generate/components/history-dialog.tsx';
import RandomDialog from '../features/generate/components/random-dialog.tsx';
import { draftAt, replaceDraft } from '../features/generate/draft-store.ts';
import DeleteDialog from '../features/results/components/delete-dialog.tsx';
import FactsDialog from '../features/results/components/facts-dialog.tsx';
import RewordDialog, { rewordPlace } from '../features/results/components/reword-dialog.tsx';
import { failedTiles } from '../features/results/failure-action.ts';
import type { Run, Tile } from '../features/results/run-state.ts';
import { markKey } from '../features/results/tile-actions.ts';
import { picturesInOrder, viewStore } from '../features/results/view.ts';
import RunDialog from '../features/share/components/run-dialog.tsx';
import ShareDialog from '../features/share/components/share-dialog.tsx';
import { useEditTexts } from '../lib/edit-texts.ts';
import { useTexts } from '../lib/i18n/i18n.tsx';
import type { Mark } from '../lib/marks.ts';
import { useStore } from '../lib/store.ts';
import { forgetUnsent } from '../lib/unsent.ts';
import { LazyChanges, LazyCompare, LazyLightbox } from './large-dialogs.tsx';
import { markOf } from './mark-of.ts';
import type { OpenDialog } from './open-dialog.ts';
import { copyToClipboard } from './run-files.ts';
import { useChangeRun } from './use-change-run.ts';
import { useDeleteRun } from './use-delete-run.ts';
import { drawTiles, useTileActions } from './use-tile-actions.ts';

type Props = {
  dialog: OpenDialog;
  jobId: string | undefined;
  run: Run | undefined;
  models: ModelsResponse;
  /** Whose draft is enhanced. */
  place: string;
  marked: ReadonlySet<string>;
  joinRun: (request: DrawRequest) => Promise<boolean>;
  onDialog: (dialog: OpenDialog) => void;
  /** @param onStarted once the API has said so */
  onStart: (request: DrawRequest, onStarted?: () => void) => void;
  onClose: () => void;
};

/** The picture that a run works on, to be compared with what became of it. */
function sourceMark({ edit, prompt }: Run, name: string): Mark[] {
  const [input] = edit?.inputs ?? [];
  return input ? [{ key: input.imageUrl, model: name, prompt, ...input }] : [];
}

function sourcesOf({ files = [], tile }: { files?: readonly File[]; tile?: Tile }): Source[] {
  if (tile?.state.kind !== 'done') return files.map((file) => ({ file }));
  const { jobId, modelId, index, state } = tile;
  const { imageUrl, thumbnailUrl = imageUrl } = state.result;
  return [{ picture: { jobId, modelId, index }, thumbnailUrl }];
}

/** What a run worked on, if it came from another run. */
function sourceAgain({ edit }: Run): Source[] {
  const { parent, inputs: [input] = [] } = edit ?? {};
  if (!parent || !input) return [];
  return [{ picture: { index: 0, ...parent }, thumbnailUrl: input.thumbnailUrl }];
}

/** The dialogs of the studio, of which one is open: a script of its own, because none is needed at first. */
export default function StudioDialogs(props: Props) {
  const { dialog, jobId, run, models, place, marked, joinRun, onDialog, onStart, onClose } = props;
  const { t } = useTexts();
  const texts = useEditTexts();
  const actions = useTileActions({ jobId, run, models, joinRun, onDialog });
  const order = useStore(viewStore, (view) => view.order);
  const deleteRun = useDeleteRun();
  const changeRun = useChangeRun();
  const [, navigate] = useLocation();
  const limit = models.limits.promptMaxLength;
  const onCopy = (text: string) => copyToClipboard(t, text);
  const editOf = (edit: Edit) => (
    <EditDialog
      edit={edit}
      models={models.models}
      limit={limit}
      onSend={(request) => {
        onClose();
        onStart(request, () => forgetUnsent(placeOf(edit)));
      }}
      onClose={onClose}
    />
  );

  if (dialog.kind === 'random') return <RandomDialog onClose={onClose} />;
  if (dialog.kind === 'history') return <HistoryDialog onClose={onClose} />;
  if (dialog.kind === 'facts') return <FactsDialog tile={dialog.tile} onCopy={onCopy} onClose={onClose} />;
  if (dialog.kind === 'edit') return editOf({ sources: sourcesOf(dialog) });
  if (dialog.kind === 'branch') return editOf({ sources: [dialog.from] });
  if (dialog.kind === 'steps') return <LazyCompare pictures={dialog.pictures} onClose={onClose} />;
  if (dialog.kind === 'enhance') {
    return (
      models.enhancer && (
        <EnhanceDialog
          prompt={draftAt(place).prompt.trim()}
          enhancer={models.enhancer.name}
          onAccept={(prompt) => {
            replaceDraft(place, { prompt });
            onClose();
          }}
          onClose={onClose}
        />
      )
    );
  }
  if (!run) return null;
  switch (dialog.kind) {
    case 'editAgain':
      return editOf({
        sources: sourceAgain(run),
        prompt: run.prompt,
        operation: run.edit?.operation,
        ...(jobId !== undefined && { again: jobId }),
      });
    case 'before':
      return (
        <LazyCompare
          pictures={[...sourceMark(run, texts.source), ...markOf(dialog.tile)]}
          first="divider"
          onClose={onClose}
        />
      );
    case 'changes':
      return (
        run.edit?.inputs[0] && (
          <LazyChanges
            operation={run.edit.operation}
            source={{
              before: run.edit.inputs[0].imageUrl,
              ...(run.edit.mask && { mask: run.edit.mask.imageUrl }),
              ...(run.edit.expand && { margins: run.edit.expand }),
            }}
            pictures={run.tiles.flatMap(markOf)}
            onBefore={(key) => {
              const tile = run.tiles.find((each) => markKey(each) === key);
              if (tile) onDialog({ kind: 'before', tile });
            }}
            onClose={onClose}
          />
        )
      );
    case 'delete':
      return (
        jobId !== undefined && (
          <DeleteDialog
            prompt={run.prompt}
            onDelete={async () => {
              if (await deleteRun(jobId)) navigate('/');
            }}
            onClose={onClose}
          />
        )
      );
    case 'run':
      return (
        jobId !== undefined && (
          <RunDialog
            run={run}
            keptDays={models.keptDays}
            onSave={(change) => changeRun(jobId, change)}
            onClose={onClose}
          />
        )
      );
    case 'share':
      return jobId !== undefined && <ShareDialog jobId={jobId} onClose={onClose} />;
    case 'reword':
      return (
        <RewordDialog
          tiles={dialog.tiles}
          all={failedTiles(run, 'reword')}
          limit={limit}
          onSend={async (prompt, tiles) => {
            onClose();
            if (await drawTiles(joinRun)(tiles, prompt)) forgetUnsent(rewordPlace(dialog.tiles));
          }}
          onClose={onClose}
        />
      );
    case 'picture':
      return (
        <LazyLightbox
          tiles={picturesInOrder(run.tiles, order)}
          first={dialog.id}
          marked={marked}
          onMark={actions.onMark}
          onEdit={actions.onEdit}
          onDownload={actions.onDownload}
          onCopy={onCopy}
          reportTo={models.reportTo}
          onClose={onClose}
        />
      );
  }
}
