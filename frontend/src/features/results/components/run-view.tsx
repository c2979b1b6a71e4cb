import { type CSSProperties, type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { shapeOf } from '../../../../../src/contract/shape.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { useStore } from '../../../lib/store.ts';
import { useStepsBefore } from '../api/get-thread.ts';
import { groupsOf, placesFor } from '../groups.ts';
import { askedOf, type Run, type Tile as TileData } from '../run-state.ts';
import { type Relative, threadOf } from '../thread.ts';
import { markKey, type TileActions } from '../tile-actions.ts';
import { useGridKeys } from '../use-grid-keys.ts';
import { useLayout } from '../use-layout.ts';
import { inOrder, viewStore } from '../view.ts';
import { FailuresRow } from './failures-row.tsx';
import { GroupTile } from './group-tile.tsx';
import { RunHead } from './run-head.tsx';
import styles from './run-view.module.css';
import { Sources } from './sources.tsx';
import { Thread, type ThreadActions } from './thread.tsx';
import { Tile } from './tile.tsx';
import { ViewTools } from './view-tools.tsx';

type Props = {
  jobId: string | undefined;
  run: Run;
  /** Keys of the marked pictures; see `markKey`. */
  marked: ReadonlySet<string>;
  /** A retry is on its way; a second one has to wait. */
  busy: boolean;
  /** What a retry of some models would cost, in words. */
  priceOf: (modelIds: readonly string[]) => string;
  actions: TileActions;
  /** Buttons for the whole run. */
  tools: ReactNode;
  /** Runs that may go on from this one, or from one before it. */
  relatives: readonly Relative[];
  thread: ThreadActions;
  /** Shows what the models changed. */
  onChanges: () => void;
};

/** A changed picture has the shape of the one that it was made of, unless another one was asked for. */
function ratioOf({ parameters: { aspectRatio }, edit }: Run): number {
  const [input] = edit?.inputs ?? [];
  if (aspectRatio === undefined && input) return input.width / input.height;
  return shapeOf(aspectRatio ?? '1:1') ?? 1;
}

/** The runs around this one that go on from one another. */
function useTree(jobId: string | undefined, { prompt, edit, tiles }: Run, relatives: readonly Relative[]) {
  const before = useStepsBefore(edit?.parent);
  return useMemo(() => {
    if (jobId === undefined) return undefined;
    const thumbnailUrl = tiles.flatMap(({ state }) =>
      state.kind === 'done' ? (state.result.thumbnailUrl ?? state.result.imageUrl) : [],
    )[0];
    const [first, ...others] = [...before, { jobId, prompt, thumbnailUrl: thumbnailUrl ?? '' }];
    return first && threadOf([first, ...others], relatives);
  }, [jobId, prompt, tiles, before, relatives]);
}

const isFailed = (tile: TileData) => tile.state.kind === 'failed';

/** A run: its prompt on top, a tile for each model below. */
export default function RunView(props: Props) {
  const { jobId, run, marked, busy, priceOf, actions, tools, relatives, thread, onChanges } = props;
  const { t } = useTexts();
  const view = useStore(viewStore);
  // Failures fold away by themselves only if nobody has watched them: nothing moves under the eyes.
  const firstLook = useRef({ jobId, ended: run.ended });
  if (firstLook.current.jobId !== jobId) firstLook.current = { jobId, ended: run.ended };
  const [choice, setChoice] = useState<{ jobId: string | undefined; folded: boolean } | undefined>();
  const folded = choice !== undefined && choice.jobId === jobId ? choice.folded : firstLook.current.ended;
  const hidesFailures = folded && run.ended && run.done > 0;
  const shown = useMemo(() => {
    const tiles = hidesFailures ? run.tiles.filter((tile) => !isFailed(tile)) : run.tiles;
    return inOrder(groupsOf(tiles), view.order);
  }, [run, hidesFailures, view.order]);
  const pictures = shown.flatMap((group) => group.pictures);
  const ratio = ratioOf(run);
  const { count } = askedOf(run.tiles);
  const places = useMemo(() => placesFor(count, ratio), [count, ratio]);
  const tree = useTree(jobId, run, relatives);
  const steps = tree && jobId !== undefined && <Thread tree={tree} current={jobId} {...thread} />;
  const grid = useRef<HTMLElement>(null);
  const layout = useLayout(grid, {
    ratio: (ratio * places.columns) / places.rows,
    size: view.size,
    facts: view.facts,
    count: shown.length,
  });

  const tileOf = useCallback((id: string) => run.tiles.find((tile) => tile.id === id), [run]);
  const { active, handlers } = useGridKeys({
    onEnter(id) {
      const tile = tileOf(id);
      if (tile?.state.kind === 'done') actions.onOpen(tile);
    },
    onSpace(id) {
      const tile = tileOf(id);
      if (tile?.state.kind === 'done') actions.onMark(tile);
    },
  });
  const reachable = pictures.some((tile) => tile.id === active) ? active : pictures[0]?.id;

  return (
    <section className={styles.run} aria-labelledby="run-title">
      <RunHead run={run}>
        <div className={styles.tools}>
          {tools}
          <ViewTools />
        </div>
      </RunHead>
      {run.edit && (
        <Sources edit={run.edit} onChanges={run.done > 0 ? onChanges : undefined}>
          {steps}
        </Sources>
      )}
      {/* The keys are those of the tiles inside, which have the focus. */}
      <section
        ref={grid}
        aria-label={t.view.grid}
        className={styles.tiles}
        data-size={view.size}
        style={
          layout.tile > 0
            ? ({
                '--tile': `${layout.tile}px`,
                '--gap': `${layout.gap}px`,
                '--least': `${layout.least}px`,
              } as CSSProperties)
            : undefined
        }
        {...handlers}
      >
        {shown.map((group) =>
          count === 1 ? (
            <Tile
              key={group.modelId}
              tile={group.pictures[0]}
              marked={marked.has(markKey(group.pictures[0]))}
              active={group.pictures[0].id === reachable}
              busy={busy}
              facts={layout.facts}
              width={layout.tile}
              actions={actions}
            />
          ) : (
            <GroupTile
              key={group.modelId}
              group={group}
              places={places}
              ratio={ratio}
              marked={marked}
              active={group.pictures.find((tile) => tile.id === reachable)?.id}
              busy={busy}
              facts={layout.facts}
              width={layout.tile}
              actions={actions}
            />
          ),
        )}
      </section>
      {run.failed > 0 && run.ended && (
        <FailuresRow
          run={run}
          folded={hidesFailures}
          busy={busy}
          priceOf={priceOf}
          actions={actions}
          onFold={(next) => setChoice({ jobId, folded: next })}
        />
      )}
      {/* Of a first step it is not known at once whether there are others: nothing moves when they are. */}
      {!run.edit && steps}
    </section>
  );
}
