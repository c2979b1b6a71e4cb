import { describe, expect, it } from '@jest/globals';
import { claimStore } from '../../../../src/store/claim-store.ts';
import { picturesOf } from '../../../../src/store/pictures.ts';
import { resultStore } from '../../../../src/store/result-store.ts';
import { createBudget } from '../../../../src/usecases/limits/budget.ts';
import { startWorkers } from '../../../../src/usecases/start-run/start-workers.ts';
import { jobDocument } from '../../../helpers/job-documents.ts';
import { jobWorld } from '../../../helpers/job-world.ts';

const job = jobDocument(2, { version: 2 });

function over(dispatch: (modelId: string) => Promise<void>) {
  const world = jobWorld();
  const dispatcher = { dispatch: ({ modelId }: { modelId: string }) => dispatch(modelId) };
  const tools = {
    ...world,
    slots: [],
    claims: claimStore(world.objects),
    results: resultStore(world.objects),
    budget: createBudget({ counters: world.counters, log: world.log }),
    dispatcher,
    largeDispatcher: dispatcher,
  };
  const start = (milliseconds = 29_000) =>
    startWorkers(tools, job, picturesOf(job), {
      requestId: 'r',
      stopsAt: world.clock.now() + milliseconds,
    });
  return { world, start };
}

describe('the workers of a run', () => {
  it('are started one for each picture', async () => {
    const started: string[] = [];
    const { start } = over(async (modelId) => void started.push(modelId));
    expect(await start()).toBe(true);
    expect(started).toEqual(job.models.map(({ id }) => id));
  });

  it('draw something if one of them could be started, and the other picture is closed', async () => {
    const [first] = job.models;
    const { world, start } = over(async (modelId) => {
      if (modelId === first?.id) throw new Error('Lambda is not there');
    });
    expect(await start()).toBe(true);
    const result = await world.results.read(job.jobId, String(first?.id));
    expect(result).toMatchObject({ error: { code: 'NOT_STARTED', billed: 'no' } });
  });

  it('draw nothing if none could be started', async () => {
    const { start } = over(() => Promise.reject(new Error('Lambda is not there')));
    expect(await start()).toBe(false);
  });

  it('may be drawing if there was no time to hear of all', async () => {
    const { world, start } = over(() => new Promise(() => undefined));
    const outcome = start(1000);
    expect(await outcome).toBe(true);
    expect(world.log.lines.map(({ message }) => message)).toEqual([
      'Not all workers are known to have started',
    ]);
  });
});
