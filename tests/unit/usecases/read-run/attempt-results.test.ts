import { describe, expect, it } from '@jest/globals';
import type { Result } from '../../../../src/contract/index.ts';
import { type JobResults, shownResults } from '../../../../src/usecases/read-run/attempt-results.ts';
import { completedDocument, failedDocument } from '../../../helpers/job-documents.ts';

type State = 'pending' | 'in_progress' | 'completed' | 'failed';

function result(state: State, attempt: number, modelId = '1-a'): Result {
  const identity = { model: 'Model A', modelId, provider: 'Demo' };
  if (state === 'pending') return { ...identity, status: 'pending', attempt };
  if (state === 'in_progress') return { ...identity, status: state, startedAt: '', attempt };
  if (state === 'failed') return { ...failedDocument(modelId), attempt };
  const { thumbnailKey: _key, ...picture } = completedDocument(modelId);
  return { ...picture, imageUrl: '', attempt };
}

const jobOf = (results: Result[]): JobResults => ({ results, late: [], endedAt: null });

describe('what is shown of a model', () => {
  it.each<[State[], number]>([
    [['failed'], 1],
    [['failed', 'pending'], 2],
    [['failed', 'in_progress'], 2],
    [['failed', 'completed'], 2],
    [['failed', 'failed'], 2],
    [['completed', 'pending'], 1],
    [['completed', 'failed'], 1],
    [['completed', 'completed'], 2],
    [['completed', 'completed', 'failed'], 2],
    [['in_progress', 'failed'], 1],
    [['in_progress', 'completed'], 2],
    [['failed', 'in_progress', 'failed'], 2],
  ])('after %j is attempt %i', (states, shown) => {
    const [first, ...others] = states.map((state, index) => jobOf([result(state, index + 1)]));
    if (first === undefined) throw new Error('There is no attempt.');
    expect(shownResults([first, ...others]).map(({ attempt }) => attempt)).toEqual([shown]);
  });

  it('stands in the order of the run, whichever of its models were retried', () => {
    const run = jobOf([
      result('failed', 1, '1-a'),
      result('completed', 1, '2-b'),
      result('failed', 1, '3-c'),
    ]);
    const retries = [jobOf([result('completed', 2, '3-c')]), jobOf([result('pending', 3, '1-a')])];
    expect(shownResults([run, ...retries]).map(({ modelId, attempt }) => [modelId, attempt])).toEqual([
      ['1-a', 3],
      ['2-b', 1],
      ['3-c', 2],
    ]);
  });
});
