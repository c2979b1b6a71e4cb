import { endingOf } from '../figures.ts';
import type { ListFacts } from '../list-facts.ts';
import { type Cell, csv } from './csv.ts';

const HEAD = [
  'prompt_number',
  'prompt',
  'category',
  'model',
  'model_id',
  'picture',
  'ending',
  'error',
  'usd',
  'duration_ms',
  'width',
  'height',
  'run',
];

/** One row per picture that a list asked for, of the runs whose models are told. */
export function picturesCsv({ prompts }: ListFacts): string {
  const rows = prompts.flatMap(({ number, text, category, run }) =>
    (run?.results ?? []).map((result): Cell[] => {
      const done = result.status === 'completed' ? result : undefined;
      return [
        number,
        text,
        category,
        result.model,
        result.modelId,
        (result.index ?? 0) + 1,
        endingOf(result) ?? result.status,
        result.status === 'failed' ? result.error.code : undefined,
        'costUsd' in result ? result.costUsd : undefined,
        done?.durationMs,
        done?.width,
        done?.height,
        run?.jobId,
      ];
    }),
  );
  return csv([HEAD, ...rows]);
}
