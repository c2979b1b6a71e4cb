import type { Result, RevealResponse } from '../../contract/index.ts';
import { blindSize } from '../../lib/blind-size.ts';
import type { JobDocument, ResultDocument } from '../../store/documents.ts';
import { picturesOf } from '../../store/pictures.ts';
import type { AddressOf } from '../picture-addresses.ts';
import type { Run } from './read-run.ts';

const LETTERS = 26;

/**
 * What is told of a run drawn blind: nothing before all pictures are there, since the first one is the fastest model's; then all of
 * them, in an order drawn by chance, under letters.
 */
export function blindResults({ job, attempts, endedAt }: Run, addressOf: AddressOf): Result[] {
  return lettersOf(job).map(({ letter, modelId, index }, place) => {
    const attempt = attempts.find(({ model, ...own }) => model.id === modelId && own.index === index);
    const identity = {
      model: letter,
      modelId: `${place + 1}-${letter.toLowerCase()}`,
      provider: '',
      index: 0,
    };
    const result = attempt?.result;
    if (endedAt === undefined || result === undefined) return { ...identity, status: 'pending' };
    return { ...identity, ...shown(job, result, addressOf) };
  });
}

/** Which letter stands for which picture, in the order of the letters: that of the pictures' names, which are random. */
export function lettersOf(job: JobDocument): RevealResponse['letters'] {
  const { blind = {} } = job;
  return picturesOf(job)
    .toSorted((a, b) => ((blind[a.id] ?? '') < (blind[b.id] ?? '') ? -1 : 1))
    .map(({ model: { id: modelId, name: model }, index }, place) => ({
      letter: letterOf(place),
      model,
      modelId,
      index,
    }));
}

/** A, B, … Z, AA, AB, … */
function letterOf(place: number): string {
  const last = String.fromCharCode(65 + (place % LETTERS));
  return place < LETTERS ? last : `${letterOf(Math.floor(place / LETTERS) - 1)}${last}`;
}

/** Times are those of the run, so that they tell nothing. */
function shown({ createdAt, parameters }: JobDocument, result: ResultDocument, addressOf: AddressOf) {
  const ending = {
    startedAt: createdAt,
    completedAt: createdAt,
    durationMs: 0,
    requested: parameters,
    sent: {},
    warnings: [],
    notes: [],
  };
  if (result.status === 'completed' && result.blind !== undefined) {
    const { key, bytes } = result.blind;
    return {
      ...ending,
      status: 'completed' as const,
      imageKey: key,
      imageUrl: addressOf(key),
      ...blindSize(parameters.aspectRatio),
      bytes,
      contentType: 'image/webp' as const,
    };
  }
  return {
    ...ending,
    status: 'failed' as const,
    error: {
      code: result.status === 'failed' ? result.error.code : ('INTERNAL' as const),
      message: 'This picture can be seen, or why there is none, once the run is revealed.',
      billed: 'unknown' as const,
      retryable: false,
    },
  };
}
