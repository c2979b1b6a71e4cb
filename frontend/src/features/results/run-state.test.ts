import { describe, expect, it } from '@jest/globals';
import { completed, failed, JOB, job, pending, RETRY, running } from '../../testing/fake-api.ts';
import { foldJobs, freshJob } from './run-state.ts';

const kinds = (run: ReturnType<typeof foldJobs>) => run.tiles.map((tile) => tile.state.kind);

describe('foldJobs', () => {
  it('has one tile for each model, in the order of the job', () => {
    const run = foldJobs([
      job([completed('1-one'), running('2-two'), pending('3-three'), failed('4-four', 'TIMEOUT')]),
    ]);
    expect(kinds(run)).toEqual(['done', 'running', 'queued', 'failed']);
    expect(run).toMatchObject({ done: 1, failed: 1, ended: false });
  });

  it('lets a retry speak for its model and adds up the costs', () => {
    const first = job([completed('1-one'), failed('2-two', 'PROVIDER_DOWN')]);
    const retry = job([completed('2-two')], { jobId: RETRY, prompt: 'other words' });
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

  it('exists before the API has responded', () => {
    const asked = { prompt: 'x', parameters: {}, models: [{ id: '1-one', name: 'ONE', provider: 'Vendor' }] };
    const run = foldJobs([freshJob('', asked, { low: 0, high: 0 }, 1000)]);
    expect(run.tiles[0]?.state).toEqual({ kind: 'queued', since: 1000 });
  });
});
