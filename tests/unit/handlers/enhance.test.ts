import { describe, expect, it } from '@jest/globals';
import { exampleEvent, lambdaContext, postEvent } from '../../helpers/api-event.ts';
import { awsWorld } from '../../helpers/aws-world.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';

Object.assign(process.env, FUNCTION_ENVIRONMENT);
const world = awsWorld();
const { handler } = await import('../../../src/handlers/enhance.ts');

describe('POST /enhance', () => {
  it('rewrites a prompt and counts it apart from runs', async () => {
    const reply = await handler(exampleEvent('enhance'), lambdaContext);
    expect(reply.statusCode).toBe(200);
    const { original, enhanced, model } = JSON.parse(reply.body);
    expect([original, model]).toEqual(['a red fox in snow', 'demo-enhancer']);
    expect(enhanced).not.toBe(original);
    expect([...world.counters.keys()].every((key) => key.startsWith('enhance#'))).toBe(true);
    expect(reply.headers).toHaveProperty('RateLimit-Remaining', '49');
  });

  it('refuses an invalid prompt and counts nothing', async () => {
    const before = new Map(world.counters);
    const reply = await handler(postEvent({ prompt: '' }), lambdaContext);
    expect([reply.statusCode, JSON.parse(reply.body).code]).toEqual([400, 'PROMPT_REQUIRED']);
    expect(world.counters).toEqual(before);
  });
});
