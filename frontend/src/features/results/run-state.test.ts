import { describe, expect, it } from '@jest/globals';
import type { Result } from '../../../../src/contract/index.ts';
import { completed, failed, JOB, job, pending, RETRY, running } from '../../testing/fake-api.ts';
import { askedOf, foldJobs, freshJob, withRetry } from './run-state.ts';

const kinds = (run: ReturnType<typeof foldJobs>) => run.tiles.map((tile) => tile.state.kind);

describe('foldJobs', () => {
  it('has one tile for each model, in the order of the job', () => {
    const run = foldJobs([
      job([completed('1-one'), running('2-two'), pending('3-three'), failed('4-four', 'TIMEOUT')]),
    ]);
    expect(kinds(run)).toEqual(['done', 'running', 'queued', 'failed']);
    expect(run).toMatchObject({ done: 1, failed: 1, ended: false });
  });

  const retryAttempt = { ...job([]), jobId: RETRY, prompt: 'other words' };

  it('knows with which words and by which attempt each picture was drawn', () => {
    const results = [
      { ...completed('1-one'), attempt: 1 },
      { ...completed('2-two'), attempt: 2 },
    ];
    const { attempts } = job([]);
    const run = foldJobs([job(results, { attempts: [...attempts, retryAttempt] })]);
    expect(run.tiles[0]).toMatchObject({ jobId: JOB, attempt: 1, reworded: false });
    expect(run.tiles[1]).toMatchObject({ jobId: RETRY, attempt: 2, reworded: true, prompt: 'other words' });
  });

  it('shows a picture that came late where there is none, and not in place of a newer one', () => {
    const late = completed('1-one', { late: true, imageUrl: 'late.png' });
    const shown = (results: Parameters<typeof job>[0]) => foldJobs([job(results)]).tiles[0]?.state;
    expect(shown([failed('1-one', 'OUTCOME_UNKNOWN'), late])).toMatchObject({ kind: 'done', result: late });
    expect(shown([completed('1-one', { imageUrl: 'new.png' }), late])).toMatchObject({
      result: { imageUrl: 'new.png' },
    });
  });

  it('shows a file that came late in place of a failure, and of nothing else', () => {
    const original = { key: 'x.original.heic', url: 'x', contentType: 'image/heic', bytes: 1 } as const;
    const late = { ...failed('1-one', 'INVALID_IMAGE'), original, late: true };
    const shown = (result: Result) => foldJobs([job([result, late])]).tiles[0]?.state;
    expect(shown(failed('1-one', 'OUTCOME_UNKNOWN'))).toMatchObject({ kind: 'failed', result: { original } });
    expect(shown(running('1-one'))).toMatchObject({ kind: 'running' });
    expect(shown(pending('1-one'))).toMatchObject({ kind: 'queued' });
    expect(shown(completed('1-one'))).toMatchObject({ kind: 'done' });
  });

  it('waits for what was just retried, and for nothing that is there', () => {
    const run = job([completed('1-one'), failed('2-two', 'PROVIDER_DOWN')]);
    const retry = job([pending('1-one'), pending('2-two')], { jobId: RETRY });
    const after = foldJobs([withRetry(run, retry)]);
    expect(kinds(after)).toEqual(['done', 'queued']);
    expect(after).toMatchObject({ ended: false, expectedUsd: { low: 0.08, high: 0.12 } });
    expect(after.tiles[1]).toMatchObject({ jobId: RETRY, attempt: 2 });
  });

  it('lets a run that was started from it without its key speak for its model, and adds up the costs', () => {
    const first = job([completed('1-one'), failed('2-two', 'PROVIDER_DOWN')]);
    const retry = job([completed('2-two')], { jobId: RETRY, attempts: [retryAttempt] });
    const run = foldJobs([first, retry]);
    expect(kinds(run)).toEqual(['done', 'done']);
    expect(run.tiles[1]).toMatchObject({ jobId: RETRY, attempt: 2, reworded: true, prompt: 'other words' });
    expect(run.prompt).toBe('a red fox');
    expect(run.cost.knownUsd).toBeCloseTo(0.1);
  });

  it('keeps a picture that a later attempt failed to better', () => {
    const run = foldJobs([
      job([completed('1-one')]),
      job([failed('1-one', 'TIMEOUT')], { jobId: RETRY, status: 'failed' }),
    ]);
    expect(run.tiles[0]).toMatchObject({ jobId: JOB, state: { kind: 'done' } });
  });

  it('has a tile for each picture of a model, which says which it is', () => {
    const run = foldJobs([
      job([
        { ...completed('1-one'), index: 0 },
        { ...failed('1-one', 'TIMEOUT'), index: 1 },
        { ...completed('2-two'), index: 0 },
      ]),
    ]);
    expect(run.tiles.map(({ id, model }) => [id, model])).toEqual([
      ['1-one', 'ONE · 1'],
      ['1-one_1', 'ONE · 2'],
      ['2-two', 'TWO'],
    ]);
    expect(askedOf(run.tiles)).toEqual({ models: ['1-one', '2-two'], count: 2 });
  });

  it('waits for the one picture that was retried', () => {
    const run = job([
      { ...failed('1-one', 'TIMEOUT'), index: 0 },
      { ...failed('1-one', 'TIMEOUT'), index: 1 },
    ]);
    const retry = job([{ ...pending('1-one'), index: 1 }], { jobId: RETRY });
    expect(kinds(foldJobs([withRetry(run, retry)]))).toEqual(['failed', 'queued']);
  });

  it('exists before the API has responded', () => {
    const asked = {
      indexes: [0],
      prompt: 'x',
      parameters: {},
      models: [{ id: '1-one', name: 'ONE', provider: 'Vendor' }],
      visibility: 'private' as const,
      blind: false,
    };
    const run = foldJobs([freshJob('', asked, { low: 0, high: 0 }, 1000)]);
    expect(run.tiles[0]?.state).toEqual({ kind: 'queued', since: 1000 });
    expect(run.visibility).toBe('private');
  });
});
