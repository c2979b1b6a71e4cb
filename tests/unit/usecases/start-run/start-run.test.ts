import { describe, expect, it } from '@jest/globals';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { input, jobWorld, slot } from '../../../helpers/job-world.ts';
import { refusalOf } from '../../../helpers/refusal.ts';
import { failingMethods } from '../../../helpers/store-faults.ts';

describe('starting a run', () => {
  it('answers with the job and its models, having written it and started a worker for each', async () => {
    const world = jobWorld();
    const { response } = await world.container()(
      input({ request: { prompt: 'a fox', seed: 7, aspectRatio: '16:9' } }),
    );

    expect(response).toEqual({
      jobId: '00000000-0000-4000-8000-000000000001',
      status: 'pending',
      message: 'Drawing with 2 models.',
      totalModels: 2,
      totalPictures: 2,
      models: [
        { id: '1-model-1', name: 'Model 1' },
        { id: '2-model-2', name: 'Model 2' },
      ],
      estimatedCostUsd: { low: 0.06, high: 0.08 },
    });
    expect(await world.jobs.read(response.jobId)).toEqual({
      jobId: response.jobId,
      prompt: 'a fox',
      parameters: { seed: 7, aspectRatio: '16:9' },
      createdAt: '2026-11-20T12:00:00.000Z',
      models: [
        { id: '1-model-1', name: 'Model 1', provider: 'Scripted', reservedUsd: 0.04, timeoutSeconds: 60 },
        { id: '2-model-2', name: 'Model 2', provider: 'Scripted', reservedUsd: 0.04, timeoutSeconds: 60 },
      ],
      estimatedCostUsd: { low: 0.06, high: 0.08 },
      correlationId: 'correlation-1',
      version: 2,
      admissionId: expect.stringMatching(new RegExp(`^admission/\\d{13}/${response.jobId}/`)),
    });
    expect((await world.openRuns.list(10)).runs).toEqual([
      { jobId: response.jobId, createdAtMs: world.clock.now() },
    ]);
    expect(world.dispatched).toEqual(
      ['1-model-1', '2-model-2'].map((modelId) => ({
        jobId: response.jobId,
        modelId,
        prompt: 'a fox',
        parameters: { seed: 7, aspectRatio: '16:9' },
        createdAt: '2026-11-20T12:00:00.000Z',
        totalModels: 2,
        models: world.slots.map(({ id, name }) => ({ id, name })),
        reservedUsd: 0.04,
        correlationId: 'correlation-1',
      })),
    );
  });

  it('says with one model what it says with several', async () => {
    const { response } = await jobWorld({ slots: [slot(1)] }).container()(input());
    expect(response).toMatchObject({ message: 'Drawing with one model.', totalModels: 1 });
  });

  it('runs only the models asked for, started as asked, listed in slot order', async () => {
    const world = jobWorld({ slots: [slot(1), slot(2), slot(3)] });
    const { response } = await world.container()(
      input({ request: { prompt: 'a fox', models: ['3-model-3', '1-model-1'] } }),
    );
    expect(response.models.map(({ id }) => id)).toEqual(['1-model-1', '3-model-3']);
    expect(world.dispatched.map(({ modelId }) => modelId)).toEqual(['3-model-3', '1-model-1']);
  });

  it('refuses models that it does not have, naming each, and charges nothing', async () => {
    const world = jobWorld();
    const refusal = await refusalOf(
      world.container()(input({ request: { prompt: 'a fox', models: ['9-x', '1-model-1'] } })),
    );
    expect(refusal).toMatchObject({
      code: 'UNKNOWN_MODEL',
      message: 'There is no model "9-x". Choose from: 1-model-1, 2-model-2.',
      details: [{ field: 'models', message: 'There is no model "9-x".' }],
    });
    expect(world.counters.values.size).toBe(0);
  });

  it('refuses a blocked prompt before anything is charged or written', async () => {
    const world = jobWorld();
    const isBlocked = (prompt: string) => prompt === 'something bad';
    const create = world.container({ isBlocked });
    const refusal = await refusalOf(
      create(input({ request: { prompt: 'something bad' }, idempotencyKey: 'k' })),
    );
    expect(refusal.code).toBe('PROMPT_BLOCKED');
    expect(world.counters.values.size).toBe(0);
    expect(world.objects.objects.size).toBe(0);
  });

  it('does not filter the negative prompt, which names what is not wanted', async () => {
    const world = jobWorld();
    const create = world.container({ isBlocked: (prompt) => prompt.includes('bad') });
    const { response } = await create(input({ request: { prompt: 'a fox', negativePrompt: 'bad things' } }));
    expect(response.status).toBe('pending');
  });
});

describe('marks on counters', () => {
  it('are gone once a run has started', async () => {
    const world = jobWorld({ undispatched: ({ modelId }) => modelId === '2-model-2' });
    await world.container()(input());
    const keys = [...world.counters.values.keys()].filter((key) => !key.startsWith('run#'));
    expect(await marksOn(world.counters, keys)).toEqual([]);
  });
});

it('starts a run with a key without reading one: only a repetition has one to read', async () => {
  const faults = failingMethods('get');
  const world = jobWorld({ faults });
  expect((await world.container()(input({ idempotencyKey: 'key' }))).response.status).toBe('pending');
});

describe('the time that is left', () => {
  it('may run out while the run is written: no worker is started, and the sweeper gives its budget back', async () => {
    const world = jobWorld();
    const create = async (job: Parameters<typeof world.jobs.create>[0]) => {
      await world.jobs.create(job);
      world.clock.advance(26_001);
    };
    const refusal = await refusalOf(world.container({ jobs: { ...world.jobs, create } })(input()));
    expect(refusal.code).toBe('DISPATCH_FAILED');
    expect(refusal.cause).toEqual(new Error('There is too little time left to start a run.'));
    expect(world.dispatched).toEqual([]);
    expect([...world.counters.values.values()]).toEqual([0, 0, 80_000, 80_000]);
    world.clock.advance(330_000);
    await world.sweep();
    expect(world.spent()).toBe(0);
  });

  it.each([
    [2999, 'DISPATCH_FAILED'],
    [3000, undefined],
  ])('has to be three seconds before the first worker is started: %i ms', async (left, code) => {
    const world = jobWorld();
    const stopsAt = world.clock.now() + left;
    const attempt = world.container()(input({ idempotencyKey: 'key', stopsAt }));
    if (code === undefined) await expect(attempt).resolves.toMatchObject({ response: { status: 'pending' } });
    else await expect(attempt).rejects.toMatchObject({ code });
    expect(world.dispatched).toHaveLength(code === undefined ? 2 : 0);
    expect(world.spent()).toBe(code === undefined ? 80_000 : 0);
    // Refused, the key is free for another request.
    const other = world.container()(input({ idempotencyKey: 'key', request: { prompt: 'other' } }));
    if (code === undefined) await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    else await expect(other).resolves.toMatchObject({ response: { status: 'pending' } });
  });

  it('never keeps the job id from a client whose run may be drawing: it is told a second before the end', async () => {
    const world = jobWorld();
    const start = world.clock.now();
    const dispatcher = { dispatch: () => new Promise<void>(() => undefined) };
    const { response } = await world.container({ dispatcher })(input({ stopsAt: start + 29_000 }));
    expect(response.jobId).toBe('00000000-0000-4000-8000-000000000001');
    expect(world.clock.now() - start).toBe(28_000);
    expect(world.spent()).toBe(80_000);
    expect(world.log.lines).toEqual([
      {
        level: 'error',
        message: 'Not all workers are known to have started',
        fields: { jobId: response.jobId, cause: expect.any(Error) },
      },
    ]);
  });
});
