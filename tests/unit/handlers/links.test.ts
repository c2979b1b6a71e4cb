import { expect, it } from '@jest/globals';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { objectKeys } from '../../../src/store/object-keys.ts';
import { exampleEvent, lambdaContext } from '../../helpers/api-event.ts';
import { awsWorld } from '../../helpers/aws-world.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';
import { JOB_ID, jobDocument } from '../../helpers/job-documents.ts';

Object.assign(process.env, FUNCTION_ENVIRONMENT);
const world = awsWorld();
const { handler: links } = await import('../../../src/handlers/links.ts');
const { handler: shared } = await import('../../../src/handlers/shared.ts');

world.objects.set(
  objectKeys.job(JOB_ID),
  JSON.stringify(
    jobDocument(1, {
      version: 2,
      createdAt: new Date().toISOString(),
      runKeyHash: sha256Hex('the-key-of-this-run-and-no-other'),
    }),
  ),
);

const ask = async (method: string, body?: object, linkId?: string) => {
  const event = exampleEvent('links', {
    routeKey: `ANY /runs/{jobId}/links${linkId === undefined ? '' : '/{linkId}'}`,
    pathParameters: { jobId: JOB_ID, ...(linkId !== undefined && { linkId }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', 'x-run-key': 'the-key-of-this-run-and-no-other' },
  }) as { requestContext: { http: { method: string } } };
  event.requestContext.http.method = method;
  const reply = await links(event, lambdaContext);
  return { statusCode: reply.statusCode, body: JSON.parse(reply.body) };
};
const open = async (linkId: string) => {
  const reply = await shared(exampleEvent('shared', { pathParameters: { linkId } }), lambdaContext);
  return { ...reply, body: JSON.parse(reply.body) };
};

it('a link is made, listed, opened by anybody, and revoked', async () => {
  const made = await ask('POST', { withPrompt: true });
  expect(made).toEqual({
    statusCode: 200,
    body: {
      linkId: expect.stringMatching(/^[\w-]{22}$/),
      createdAt: expect.any(String),
      withPrompt: true,
      withCosts: false,
    },
  });
  const { linkId } = made.body;
  expect((await ask('GET')).body).toEqual({ links: [made.body] });
  const opened = await open(linkId);
  expect(opened.statusCode).toBe(200);
  expect(opened.body).toMatchObject({ status: 'pending', prompt: 'a red fox in snow' });
  expect(JSON.stringify(opened.body)).not.toContain(JOB_ID);
  expect(opened.headers).toMatchObject({ 'X-Robots-Tag': 'noindex, nofollow', 'Cache-Control': 'no-store' });
  expect(await ask('DELETE', undefined, linkId)).toEqual({ statusCode: 200, body: { linkId } });
  const after = await open(linkId);
  expect([after.statusCode, after.body.code]).toEqual([404, 'LINK_NOT_FOUND']);
});

it('no body means pictures alone, and a wrong one is refused', async () => {
  expect((await ask('POST')).body).toMatchObject({ withPrompt: false, withCosts: false });
  const wrong = await ask('POST', { withPrompt: 'yes' });
  expect([wrong.statusCode, wrong.body.code]).toEqual([400, 'INVALID_PARAMETER']);
});

it('other methods are refused', async () => {
  expect((await ask('DELETE')).body.code).toBe('METHOD_NOT_ALLOWED');
  expect((await ask('GET', undefined, 'x')).body.code).toBe('METHOD_NOT_ALLOWED');
});
