import type { BoardResponse } from '../../../../../src/contract/index.ts';
import { castVotes } from '../cast-votes.ts';
import { endingOf, type Figures } from '../figures.ts';
import type { Filters } from '../filters.ts';
import type { ListFacts } from '../list-facts.ts';
import { REPETITIONS } from '../statistics/resample.ts';
import type { Board } from '../statistics/types.ts';

interface Exported {
  data: BoardResponse;
  filters: Filters;
  board: Board;
  figures?: ReadonlyMap<string, Figures> | undefined;
  facts?: ListFacts | undefined;
  madeAt: string;
}

/** One JSON value per line: what the board is made of, each model, each warning, each vote, each picture. `kind` says which. */
export function jsonLines({ data, filters, board, figures, facts, madeAt }: Exported): string {
  const names = new Map(data.models.map(({ id, name }) => [id, name]));
  const { votes, prompts, voters, standings, unsettled, warnings } = board;
  const lines: object[] = [
    {
      kind: 'board',
      format: 1,
      madeAt,
      list: facts?.name,
      filters: Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== '')),
      complete: data.complete,
      votersAre: data.voters.are,
      votes,
      prompts,
      voters,
      method: { fit: 'bradley-terry', intervals: 'prompts resampled', repetitions: REPETITIONS, seed: 1 },
    },
    ...standings.map((standing) => ({
      kind: 'model',
      name: names.get(standing.model),
      ...standing,
      ...figures?.get(standing.model),
    })),
    // JSON has no infinity.
    ...unsettled.map((pair) => ({
      kind: 'unsettled',
      ...pair,
      votes: Number.isFinite(pair.votes) ? pair.votes : null,
    })),
    ...warnings.map((warning) => ({ kind: 'warning', ...warning })),
    ...castVotes(data, filters).map((vote) => ({ kind: 'vote', ...vote })),
    ...(facts?.prompts ?? []).flatMap(({ number, text, category, run }) =>
      (run?.results ?? []).map((result) => ({
        kind: 'picture',
        prompt: number,
        text,
        category,
        run: run?.jobId,
        model: result.modelId,
        index: result.index ?? 0,
        ending: endingOf(result) ?? result.status,
        error: result.status === 'failed' ? result.error.code : undefined,
        costUsd: 'costUsd' in result ? result.costUsd : undefined,
        durationMs: 'durationMs' in result ? result.durationMs : undefined,
      })),
    ),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
