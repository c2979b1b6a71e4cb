import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { objectKeys } from '../../../src/store/object-keys.ts';
import { exampleEvent } from '../../helpers/api-event.ts';
import { awsWorld } from '../../helpers/aws-world.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';
import { JOB_ID, jobDocument } from '../../helpers/job-documents.ts';

Object.assign(process.env, FUNCTION_ENVIRONMENT);
const world = awsWorld();
const { handler } = await import('../../../src/handlers/sweeper.ts');

const context = { awsRequestId: 'lambda-1', getRemainingTimeInMillis: () => 110_000 } as Context;

function openRun(ageMs: number, name = '1-a') {
  const createdAtMs = Date.now() - ageMs;
  const job = jobDocument(1, { createdAt: new Date(createdAtMs).toISOString(), version: 2 });
  world.objects.set(objectKeys.job(JOB_ID), JSON.stringify(job));
  world.objects.set(objectKeys.openRun(createdAtMs, JOB_ID), '');
  return objectKeys.result(JOB_ID, name);
}

describe('the sweeper', () => {
  beforeEach(() => world.objects.clear());

  it('closes what never started', async () => {
    const resultKey = openRun(400_000);
    await handler(exampleEvent('sweeper'), context);
    expect(JSON.parse(String(world.objects.get(resultKey)))).toMatchObject({
      status: 'failed',
      error: { code: 'NOT_STARTED', billed: 'no' },
    });
  });

  it('leaves runs alone that may still be drawing', async () => {
    const resultKey = openRun(60_000);
    await handler(exampleEvent('sweeper'), context);
    expect(world.objects.has(resultKey)).toBe(false);
  });

  it('drains the dead letters of runs that are over', async () => {
    world.deadLetters.push(JOB_ID);
    await handler(exampleEvent('sweeper'), context);
    expect(world.deadLetters).toEqual([]);
  });

  it('finishes deletions', async () => {
    openRun(1_000_000);
    world.objects.delete([...world.objects.keys()].find((key) => key.startsWith('open/')) ?? '');
    const createdAt = new Date(Date.now() - 1_000_000).toISOString();
    const deletion = { jobId: JOB_ID, createdAt, deletedAt: createdAt, runKeyHash: 'h' };
    world.objects.set(objectKeys.deletion(JOB_ID), JSON.stringify(deletion));
    await handler(exampleEvent('sweeper'), context);
    expect([...world.objects.keys()]).toEqual([objectKeys.state(JOB_ID)]);
  });

  it('has nothing to do where no run is open', async () => {
    await handler(exampleEvent('sweeper'), context);
    expect(world.objects.size).toBe(0);
  });
});
