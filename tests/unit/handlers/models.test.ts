import { describe, expect, it } from '@jest/globals';
import { exampleEvent, lambdaContext } from '../../helpers/api-event.ts';
import { awsWorld } from '../../helpers/aws-world.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';

Object.assign(process.env, FUNCTION_ENVIRONMENT);
const world = awsWorld();
const { handler } = await import('../../../src/handlers/models.ts');

describe('GET /models', () => {
  it('describes the slots, the limits and the enhancer, with reads of the salt, the times and the counters', async () => {
    const reply = await handler(exampleEvent('models'), lambdaContext);
    expect([reply.statusCode, reply.headers['Cache-Control']]).toEqual([200, 'no-store']);
    expect(JSON.parse(reply.body)).toMatchObject({
      models: [{ id: '1-demo-aurora' }, { id: '2-demo-bauhaus' }],
      limits: { runsLeft: 50, blocked: null },
      enhancer: { name: 'Demo Aurora' },
      demo: true,
      version: '1',
    });
    expect(world.commands()).toEqual(['BatchGetItemCommand', 'GetItemCommand', 'BatchGetItemCommand']);
  });
});
