import { beforeEach, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { GenerateResponse, WorkerEvent } from '../../../src/contract/index.ts';
import { objectKeys } from '../../../src/store/object-keys.ts';
import { exampleEvent, lambdaContext, postEvent } from '../../helpers/api-event.ts';
import { awsWorld } from '../../helpers/aws-world.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';

Object.assign(process.env, FUNCTION_ENVIRONMENT);
const world = awsWorld();
const { handler } = await import('../../../src/handlers/generate.ts');
const ajv = new Ajv({ strict: false });
const isAnswer = ajv.compile(GenerateResponse);
const isEvent = ajv.compile(WorkerEvent);

describe('POST /generate', () => {
  beforeEach(() => {
    world.objects.clear();
    world.counters.clear();
    world.idempotencyKeys.clear();
    world.invocations.length = 0;
  });

  it('writes the job and starts a worker for each model', async () => {
    const reply = await handler(exampleEvent('generate'), lambdaContext);
    expect(reply.statusCode).toBe(200);
    const answer = JSON.parse(reply.body);
    expect(isAnswer(answer)).toBe(true);
    expect(reply.headers).toMatchObject({ 'RateLimit-Limit': '50', 'RateLimit-Remaining': '49' });
    expect(world.invocations).toHaveLength(2);
    expect(world.invocations.every((event) => isEvent(event))).toBe(true);
    expect(world.invocations[0]).toMatchObject({ jobId: answer.jobId, correlationId: 'local-test-1' });
    const job = JSON.parse(String(world.objects.get(objectKeys.job(answer.jobId))));
    expect(job).toMatchObject({ prompt: 'a red fox in snow', parameters: { aspectRatio: '16:9', seed: 7 } });
  });

  it('returns the same job for the same key and body, and starts nothing again', async () => {
    const first = await handler(exampleEvent('generate'), lambdaContext);
    const second = await handler(exampleEvent('generate'), lambdaContext);
    expect(JSON.parse(second.body).jobId).toBe(JSON.parse(first.body).jobId);
    expect(world.invocations).toHaveLength(2);
  });

  it('stores no address of a person', async () => {
    await handler(exampleEvent('generate'), lambdaContext);
    const stored = [...world.objects].map(([key, body]) => key + String(body)).join();
    expect(stored + [...world.counters.keys(), ...world.idempotencyKeys.keys()].join()).not.toContain(
      '203.0.113.7',
    );
  });

  it.each([
    [{ prompt: ' ' }, 'PROMPT_REQUIRED'],
    [{ prompt: 'x'.repeat(1001) }, 'PROMPT_TOO_LONG'],
    [{ prompt: 'x', models: ['9-nobody'] }, 'UNKNOWN_MODEL'],
    [{ prompt: 'x', seed: 'y' }, 'INVALID_PARAMETER'],
  ])('refuses %j and charges nothing', async (body, code) => {
    const reply = await handler(postEvent(body), lambdaContext);
    expect([reply.statusCode, JSON.parse(reply.body).code]).toEqual([400, code]);
    expect([world.objects.size, world.counters.size, world.invocations.length]).toEqual([0, 0, 0]);
  });
});
