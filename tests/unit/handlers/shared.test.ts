import { expect, it } from '@jest/globals';
import { exampleEvent, lambdaContext } from '../../helpers/api-event.ts';
import { awsWorld } from '../../helpers/aws-world.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';

Object.assign(process.env, FUNCTION_ENVIRONMENT);
awsWorld();
const { handler } = await import('../../../src/handlers/shared.ts');

it('a link that nobody has made shows nothing, and takes no other method', async () => {
  for (const linkId of ['Zk3fQ8y1TnWm0b5Xc7Ls2A', 'x', '../jobs']) {
    const { statusCode, body } = await handler(
      exampleEvent('shared', { pathParameters: { linkId } }),
      lambdaContext,
    );
    expect([statusCode, JSON.parse(body).code]).toEqual([404, 'LINK_NOT_FOUND']);
  }
});
