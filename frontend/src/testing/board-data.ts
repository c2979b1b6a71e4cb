import type { BoardResponse } from '../../../src/contract/index.ts';
import type { ListFacts } from '../features/board/list-facts.ts';
import { seeded } from '../features/board/statistics/random.ts';
import { completed, failed, JOB, job } from './fake-api.ts';

export const MODELS = [
  { id: '1-one', name: 'ONE' },
  { id: '2-two', name: 'TWO' },
  { id: '3-three', name: 'THREE' },
];

interface Votes {
  prompts?: number;
  /** Votes of each pair on each prompt. */
  each?: number;
  /** How often the one that stands first in the list is picked. */
  first?: number;
  voters?: number;
}

/** Votes of which the models' order follows: ONE before TWO before THREE. */
export function boardData({ prompts = 12, each = 4, first = 0.85, voters = 1 }: Votes = {}): BoardResponse {
  const random = seeded(7);
  const votes: Record<keyof BoardResponse['votes'], number[]> = {
    left: [],
    right: [],
    outcome: [],
    prompt: [],
    voter: [],
    day: [],
  };
  for (let prompt = 0; prompt < prompts; prompt += 1) {
    for (const [one, other] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      for (let vote = 0; vote < each; vote += 1) {
        const swapped = random() < 0.5;
        const won = random() < first;
        votes.left.push(swapped ? other : one);
        votes.right.push(swapped ? one : other);
        votes.outcome.push(won === swapped ? 1 : 0);
        votes.prompt.push(prompt);
        votes.voter.push(vote % voters);
        votes.day.push(Math.floor(prompt / 2));
      }
    }
  }
  return {
    models: MODELS,
    prompts: Array.from({ length: prompts }, (_, cell) => ({
      id: String(cell),
      category: cell % 2 === 0 ? 'animals' : 'letters',
      cell,
    })),
    voters: { count: voters, are: 'browsers' },
    firstDay: '2026-11-20',
    votes,
    complete: true,
  };
}

/** Two told prompts and one that is still blind; TWO refuses the second one. */
export function listFacts(texts: readonly string[] = ['a red fox', 'a red fox', 'a red fox']): ListFacts {
  const results = (second: Parameters<typeof job>[0][number]) => [
    completed('1-one', { costUsd: 0.05, durationMs: 4000 }),
    second,
    completed('3-three', { costUsd: 0.2, durationMs: 9000 }),
  ];
  const runs = [
    job(results(completed('2-two', { costUsd: 0.04, durationMs: 2000 })), { actualCostUsd: 0.29 }),
    job(results(failed('2-two', 'IMAGE_REFUSED')), { actualCostUsd: 0.25 }),
  ];
  return {
    name: 'Füchse',
    prompts: texts.map((text, place) => {
      const run = runs[place];
      return {
        number: place + 1,
        text,
        category: 'animals',
        ...(run && { run: { ...run, prompt: text, jobId: JOB } }),
      };
    }),
    hidden: 1,
  };
}
