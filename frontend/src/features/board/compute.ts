import type { BoardResponse } from '../../../../src/contract/index.ts';
import { castVotes } from './cast-votes.ts';
import type { Filters } from './filters.ts';
import { boardOf } from './statistics/board.ts';
import type { Board } from './statistics/types.ts';

/** What the worker is asked for. */
export interface BoardTask {
  data: BoardResponse;
  filters: Filters;
}

/** What the worker answers. */
export type Answer = { board: Board } | { failure: string };

export function compute({ data, filters }: BoardTask): Answer {
  try {
    return { board: boardOf(castVotes(data, filters)) };
  } catch (error) {
    return { failure: String(error) };
  }
}
