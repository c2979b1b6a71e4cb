import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { objectKeys } from '../../../src/store/object-keys.ts';
import { exampleEvent, lambdaContext } from '../../helpers/api-event.ts';
import { awsWorld } from '../../helpers/aws-world.ts';
import { FUNCTION_ENVIRONMENT } from '../../helpers/function-environment.ts';

Object.assign(process.env, FUNCTION_ENVIRONMENT, {
  AWS_ACCESS_KEY_ID: 'ASIA',
  AWS_SECRET_ACCESS_KEY: 'secret',
});
const world = awsWorld();
const { handler } = await import('../../../src/handlers/inputs.ts');

const UPLOAD = 'vq2dWAlhmDK5cN0rS8oYtGfJ3uXbE7iZ';
const ask = async (changes: Record<string, unknown> = {}) => {
  const { statusCode, body } = await handler(exampleEvent('inputs', changes), lambdaContext);
  return { statusCode, body: JSON.parse(body) };
};
const send = (body: object) => ask({ body: JSON.stringify(body) });

describe('POST /references', () => {
  it('answers with a form for the bucket', async () => {
    const { statusCode, body } = await ask();
    expect([statusCode, body.url]).toEqual([200, 'https://pictures.s3.eu-central-1.amazonaws.com']);
    expect(body.fields).toMatchObject({ key: `uploads/${body.uploadId}`, 'Content-Type': 'image/jpeg' });
    expect(JSON.parse(Buffer.from(body.fields.Policy, 'base64').toString()).conditions).toContainEqual([
      'content-length-range',
      3_412_667,
      3_412_667,
    ]);
  });

  it.each([
    ['nothing', {}, /contentType and bytes of a file, or from/],
    ['half of a file', { bytes: 1 }, /contentType and bytes of a file, or from/],
    ['both', { contentType: 'image/png', bytes: 1, from: { jobId: UPLOAD, modelId: '1-a' } }, /from\.jobId/],
    ['an empty file', { contentType: 'image/png', bytes: 0 }, /bytes must be at least 1/],
    ['25 MB', { contentType: 'image/png', bytes: 25_000_000 }, /bytes must be at most 20971520/],
    [
      'a PDF',
      { contentType: 'application/pdf', bytes: 1 },
      /contentType must be image\/png, .* or image\/avif/,
    ],
    ['an SVG', { contentType: 'image/svg+xml', bytes: 1 }, /contentType must be/],
    ['half of a picture of a run', { from: { modelId: '1-a' } }, /from\.jobId is missing/],
  ])('responds 400 to %s', async (_, request, message) => {
    const { statusCode, body } = await send(request);
    expect([statusCode, body.code]).toEqual([400, 'INVALID_PARAMETER']);
    expect(body.error).toMatch(message);
  });

  it('responds 404 to a picture of a run that does not exist', async () => {
    const { statusCode, body } = await send({
      from: { jobId: '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f', modelId: '1-demo-aurora' },
    });
    expect([statusCode, body.code]).toEqual([404, 'JOB_NOT_FOUND']);
  });
});

describe('POST /references/{uploadId}', () => {
  const prepare = (uploadId: string) => ask({ pathParameters: { uploadId }, body: undefined });

  it('prepares the picture', async () => {
    const picture = sharp({ create: { width: 300, height: 200, channels: 3, background: '#39c' } });
    world.objects.set(objectKeys.upload(UPLOAD), await picture.png().toBuffer());
    const { statusCode, body } = await prepare(UPLOAD);
    expect([statusCode, body]).toEqual([
      200,
      {
        referenceId: UPLOAD,
        width: 300,
        height: 200,
        bytes: expect.any(Number),
        thumbnailUrl: expect.stringMatching(/^data:image\/webp;base64,/),
        expiresAt: expect.any(String),
      },
    ]);
  });

  it('responds 400 to what is no picture', async () => {
    const id = `${UPLOAD.slice(0, -1)}A`;
    world.objects.set(objectKeys.upload(id), '%PDF-1.7');
    const { statusCode, body } = await prepare(id);
    expect([statusCode, body.code]).toEqual([400, 'REFERENCE_UNUSABLE']);
  });

  it.each(['never-uploaded', `${UPLOAD.slice(0, -1)}B`, '../jobs/x'])('responds 400 to %s', async (id) => {
    const { statusCode, body } = await prepare(id);
    expect([statusCode, body.code]).toEqual([400, 'REFERENCE_NOT_FOUND']);
  });
});
