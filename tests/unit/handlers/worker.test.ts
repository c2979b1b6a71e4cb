import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { objectKeys } from '../../../src/store/object-keys.ts';
import { exampleEvent } from '../../helpers/api-event.ts';
import { awsWorld } from '../../helpers/aws-world.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';

Object.assign(process.env, FUNCTION_ENVIRONMENT, { MODEL_NAMES: 'Demo Aurora|Recraft v3' });
const world = awsWorld();
const { handler } = await import('../../../src/handlers/worker.ts');

const context = { awsRequestId: 'lambda-1', getRemainingTimeInMillis: () => 290_000 } as Context;
const event = (changes: Record<string, unknown> = {}) =>
  exampleEvent('worker', { createdAt: new Date().toISOString(), ...changes });
const { jobId } = exampleEvent('worker') as { jobId: string };
const resultOf = (modelId: string) =>
  JSON.parse(String(world.objects.get(objectKeys.result(jobId, modelId)) ?? 'null'));

describe('the worker', () => {
  beforeEach(() => world.objects.clear());

  it('draws a picture and stores it with claim, result, thumbnail and gallery entry', async () => {
    await handler(event(), context);
    expect(resultOf('1-demo-aurora')).toMatchObject({
      status: 'completed',
      width: 1344,
      requested: { seed: 7 },
    });
    const stored = [...world.objects.keys()].map((key) => key.split('/')[0]);
    expect(stored.sort()).toEqual(['gallery', 'images', 'images', 'jobs', 'jobs']);
  }, 20_000);

  it('does nothing when another invocation has the claim', async () => {
    world.objects.set(objectKeys.claim(jobId, '1-demo-aurora'), '{"claimId":"other"}');
    await handler(event(), context);
    expect([...world.objects.keys()]).toEqual([objectKeys.claim(jobId, '1-demo-aurora')]);
  });

  it("stores a model's failure and does not throw", async () => {
    await handler(event({ modelId: '2-recraft-v3' }), context);
    expect(resultOf('2-recraft-v3')).toMatchObject({
      status: 'failed',
      error: { code: 'BAD_KEY', billed: 'no', retryable: false },
    });
  });

  it('closes an event that is too old', async () => {
    await handler(event({ createdAt: '2026-01-01T00:00:00.000Z' }), context);
    expect(resultOf('1-demo-aurora')).toMatchObject({ status: 'failed', error: { code: 'NOT_STARTED' } });
  });

  it('ignores fields that it does not know', async () => {
    await handler(event({ extra: 1 }), context);
    expect(resultOf('1-demo-aurora')).toMatchObject({ status: 'completed' });
  }, 20_000);

  it('closes an event of a newer version as not started, and does not throw', async () => {
    await handler(event({ version: 2 }), context);
    expect(resultOf('1-demo-aurora')).toMatchObject({
      status: 'failed',
      error: { code: 'NOT_STARTED', billed: 'no' },
    });
  });

  it.each([null, {}, 'x', event({ jobId: '../..' })])(
    'gives %j up to the dead-letter queue',
    async (malformed) => {
      await expect(handler(malformed, context)).rejects.toThrow('not one that generate sends');
      expect(world.objects.size).toBe(0);
    },
  );
});
