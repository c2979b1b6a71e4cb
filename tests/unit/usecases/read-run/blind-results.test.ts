import { describe, expect, it } from '@jest/globals';
import { blindResults, lettersOf } from '../../../../src/usecases/read-run/blind-results.ts';
import type { Run } from '../../../../src/usecases/read-run/read-run.ts';
import {
  CREATED_AT,
  completedDocument,
  failedDocument,
  jobDocument,
} from '../../../helpers/job-documents.ts';

const addressOf = (key: string) => `https://images.example/${key}`;

/** A run of three models, of which the first is last in the order of names. */
function run(changes: Partial<Run> = {}): Run {
  const blind = { '1-a': 'z', '2-b': 'x', '3-c': 'y' };
  const job = jobDocument(3, { version: 2, blind, parameters: { aspectRatio: '16:9' } });
  const shown = { key: 'images/blind-z.webp', bytes: 1234 };
  const results = [
    completedDocument('1-a', { blind: shown }),
    failedDocument('2-b'),
    completedDocument('3-c'),
  ];
  const attempts = job.models.map((model, place) => ({
    model,
    index: 0,
    claim: undefined,
    result: results[place],
  }));
  return { job, attempts, late: [], endedAt: '2026-11-20T09:40:00.000Z', isBlind: true, ...changes };
}

describe('letters', () => {
  it('stand for the pictures in the order of their names', () => {
    expect(lettersOf(run().job)).toEqual([
      { letter: 'A', model: 'Model B', modelId: '2-b', index: 0 },
      { letter: 'B', model: 'Model C', modelId: '3-c', index: 0 },
      { letter: 'C', model: 'Model A', modelId: '1-a', index: 0 },
    ]);
  });

  it('do not end with the alphabet, and tell the pictures of a model apart', () => {
    const job = jobDocument(10, { indexes: [0, 1, 2, 3] });
    const ids = job.models.flatMap(({ id }) => [id, `${id}_1`, `${id}_2`, `${id}_3`]);
    const blind = Object.fromEntries(ids.map((id, place) => [id, String(place).padStart(2, '0')]));
    const letters = lettersOf({ ...job, blind });
    expect(letters.map(({ letter }) => letter).slice(24, 29)).toEqual(['Y', 'Z', 'AA', 'AB', 'AC']);
    expect(letters.slice(0, 5).map(({ modelId, index }) => [modelId, index])).toEqual([
      ['1-a', 0],
      ['1-a', 1],
      ['1-a', 2],
      ['1-a', 3],
      ['2-b', 0],
    ]);
  });
});

describe('what is told of a blind run', () => {
  it('is nothing before it has ended', () => {
    const statuses = blindResults(run({ endedAt: undefined }), addressOf).map(({ status }) => status);
    expect(statuses).toEqual(['pending', 'pending', 'pending']);
  });

  it('is each picture as it is shown blind, with the moment of the run for every time', () => {
    const [, , last] = blindResults(run(), addressOf);
    expect(last).toEqual({
      model: 'C',
      modelId: '3-c',
      provider: '',
      index: 0,
      status: 'completed',
      imageKey: 'images/blind-z.webp',
      imageUrl: 'https://images.example/images/blind-z.webp',
      width: 1024,
      height: 576,
      bytes: 1234,
      contentType: 'image/webp',
      startedAt: CREATED_AT,
      completedAt: CREATED_AT,
      durationMs: 0,
      requested: { aspectRatio: '16:9' },
      sent: {},
      warnings: [],
      notes: [],
    });
  });

  it('is only that there is none, where it failed or cannot be shown blind', () => {
    const [failed, unshown] = blindResults(run(), addressOf);
    const message = 'This picture can be seen, or why there is none, once the run is revealed.';
    const error = { message, billed: 'unknown', retryable: false };
    expect(failed).toMatchObject({
      model: 'A',
      status: 'failed',
      error: { ...error, code: 'PROMPT_REFUSED' },
    });
    expect(unshown).toMatchObject({ model: 'B', status: 'failed', error: { ...error, code: 'INTERNAL' } });
  });
});
