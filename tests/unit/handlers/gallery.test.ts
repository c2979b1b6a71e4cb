import { describe, expect, it } from '@jest/globals';
import { objectKeys } from '../../../src/store/object-keys.ts';
import { exampleEvent, lambdaContext } from '../../helpers/api-event.ts';
import { awsWorld } from '../../helpers/aws-world.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';
import {
  CREATED_AT,
  CREATED_MS,
  completedDocument,
  JOB_ID,
  jobDocument,
} from '../../helpers/job-documents.ts';

Object.assign(process.env, FUNCTION_ENVIRONMENT);
const world = awsWorld();
const { handler } = await import('../../../src/handlers/gallery.ts');

const picture = completedDocument('1-a');
world.objects.set(objectKeys.job(JOB_ID), JSON.stringify(jobDocument(1)));
world.objects.set(objectKeys.result(JOB_ID, '1-a'), JSON.stringify(picture));
world.objects.set(picture.imageKey, 'bytes');
world.objects.set(
  objectKeys.galleryEntry(CREATED_MS, JOB_ID),
  JSON.stringify({
    id: JOB_ID,
    timestamp: CREATED_AT,
    prompt: 'a red fox in snow',
    previewKey: picture.imageKey,
    totalModels: 1,
  }),
);

describe('GET /gallery/list', () => {
  it('lists the runs', async () => {
    const reply = await handler(exampleEvent('gallery-list'), lambdaContext);
    expect(reply.statusCode).toBe(200);
    expect(JSON.parse(reply.body)).toMatchObject({
      galleries: [{ id: JOB_ID, imageCount: 1 }],
      nextCursor: null,
    });
  });

  it('refuses a malformed cursor', async () => {
    const event = exampleEvent('gallery-list', { queryStringParameters: { cursor: '../jobs' } });
    const reply = await handler(event, lambdaContext);
    expect([reply.statusCode, JSON.parse(reply.body).code]).toEqual([400, 'INVALID_CURSOR']);
  });
});

describe('GET /gallery/{galleryId}', () => {
  it('gives the pictures of a run, and 304 to whoever has them', async () => {
    const reply = await handler(exampleEvent('gallery-get'), lambdaContext);
    expect(JSON.parse(reply.body)).toMatchObject({ galleryId: JOB_ID, total: 1 });
    const headers = { 'if-none-match': reply.headers.ETag };
    const again = await handler(exampleEvent('gallery-get', { headers }), lambdaContext);
    expect(again.statusCode).toBe(304);
  });

  it('responds 404 to a malformed id', async () => {
    const event = exampleEvent('gallery-get', { pathParameters: { galleryId: '..%2f..' } });
    const reply = await handler(event, lambdaContext);
    expect([reply.statusCode, JSON.parse(reply.body).code]).toEqual([404, 'GALLERY_NOT_FOUND']);
  });
});
