import type { StepPicture } from '../features/results/components/thread.tsx';
import type { EndedTile, Tile } from '../features/results/run-state.ts';
import type { Mark } from '../lib/marks.ts';

/** A dialog of the studio. */
export type OpenDialog =
  | { kind: 'enhance' | 'random' | 'history' | 'delete' | 'run' | 'share' }
  | { kind: 'reword'; tiles: readonly Tile[] }
  | { kind: 'facts'; tile: EndedTile }
  | { kind: 'picture'; id: string }
  /** Goes on from pictures: files, or one of the run. */
  | { kind: 'edit'; files?: readonly File[]; tile?: Tile }
  /** Changes what the run has changed once more, in other words. */
  | { kind: 'editAgain' }
  | { kind: 'before'; tile: Tile }
  /** What each model of the run has changed. */
  | { kind: 'changes' }
  /** Goes on from a picture of a step before. */
  | { kind: 'branch'; from: StepPicture }
  /** Compares a picture of each step. */
  | { kind: 'steps'; pictures: readonly Mark[] };
