import type { FailedResult } from '../../../../src/contract/index.ts';
import type { Run, Tile } from './run-state.ts';

export type FailureAction = 'retry' | 'reword' | 'owner' | 'none';

/** What a person can do about a failure. */
export function failureAction({ code, retryable }: FailedResult['error']): FailureAction {
  switch (code) {
    case 'PROMPT_REFUSED':
    case 'INPUT_REFUSED':
    case 'IMAGE_REFUSED':
      return 'reword';
    case 'BAD_KEY':
    case 'OUT_OF_CREDIT':
    case 'MODEL_RETIRED':
      return 'owner';
    default:
      return retryable ? 'retry' : 'none';
  }
}

/** The failed tiles of a run about which the same can be done. */
export function failedTiles(run: Run, action: FailureAction): Tile[] {
  return run.tiles.filter(
    ({ state }) => state.kind === 'failed' && failureAction(state.result.error) === action,
  );
}
