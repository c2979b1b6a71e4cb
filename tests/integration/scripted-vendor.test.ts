import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { askedSize } from '../../scripts/vendors/picture.ts';
import { startVendors, type Vendors } from '../../scripts/vendors/server.ts';
import { imageFacts } from '../../src/lib/image-type.ts';

let vendors: Vendors;
beforeAll(async () => {
  vendors = await startVendors({ port: 0, waitMs: 20, slowMs: 30 });
});
beforeEach(async () => {
  await fetch(`${vendors.url}/_log`, { method: 'DELETE' });
  await fetch(`${vendors.url}/_fault`, { method: 'DELETE' });
});
afterAll(() => vendors.close());

const KEY = 'sk-very-secret-0123456789';
const post = (
  path: string,
  body: unknown,
  headers: Record<string, string> = { authorization: `Bearer ${KEY}` },
) =>
  fetch(`${vendors.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const draw = (prompt = 'a fox', path = '/openai/v1/images/generations') =>
  post(path, { model: 'gpt-image-2', prompt, size: '1536x864' });

describe('the scripted vendor', () => {
  it('draws in the size asked for', async () => {
    const reply = (await (await draw()).json()) as { data: { b64_json: string }[] };
    const facts = imageFacts(Buffer.from(reply.data[0]?.b64_json ?? '', 'base64'));
    expect(facts).toMatchObject({ contentType: 'image/png', width: 1536, height: 864 });
  });

  it.each([
    [{ size: '1536x864' }, 1536 / 864],
    [{ input: { image_size: { width: 600, height: 900 } } }, 2 / 3],
    [{ aspect_ratio: '3:4' }, 3 / 4],
    [{ image_size: 'landscape_16_9' }, 16 / 9],
    [{ size: 'no size' }, 1],
  ])('knows the shape that %j asks for, also by a word that the catalog has for it', (body, shape) => {
    const { width, height } = askedSize(body);
    expect(width / height).toBeCloseTo(shape, 1);
  });

  it('keeps a log of every request, without the key', async () => {
    await draw('a fox');
    const log = await (await fetch(`${vendors.url}/_log`)).text();
    expect(JSON.parse(log)).toMatchObject({
      requests: [
        {
          method: 'POST',
          path: '/openai/v1/images/generations',
          vendor: 'openai',
          kind: 'generate',
          model: 'gpt-image-2',
          prompt: 'a fox',
          billable: true,
          headers: { authorization: '<key>' },
          body: { size: '1536x864' },
        },
      ],
    });
    expect(log).not.toContain(KEY);
  });

  it('knows a vendor by the model too, where the path does not say', async () => {
    await post('/v1/images/generations', { model: 'recraftv3', prompt: 'a fox' });
    await post('/v1/flux-2-pro', { prompt: 'a fox' }, { 'x-key': KEY });
    expect(vendors.log().map(({ vendor }) => vendor)).toEqual(['recraft', 'black-forest-labs']);
  });

  it('fails by the prompt, for everybody or for one vendor or model', async () => {
    expect((await draw('a fox [[fault:down]]')).status).toBe(500);
    expect((await draw('a fox [[fault:down@openai]]')).status).toBe(500);
    expect((await draw('a fox [[fault:down@gpt-image-2]]')).status).toBe(500);
    expect((await draw('a fox [[fault:down@recraft]]')).status).toBe(200);
    expect((await draw('a fox [[fault:nonsense]]')).status).toBe(200);
  });

  it('fails by the path', async () => {
    expect((await draw('a fox', '/~retired/openai/v1/images/generations')).status).toBe(400);
  });

  it('fails by a rule, as often as the rule says', async () => {
    await post('/_fault', { fault: 'rate-limited', vendor: 'openai', times: 1 });
    expect((await draw()).status).toBe(429);
    expect((await draw()).status).toBe(200);
    expect((await post('/_fault', { fault: 'nonsense' })).status).toBe(400);
  });

  it('limits once, then draws', async () => {
    const first = await draw('a fox [[fault:rate-limited-then-fine]]');
    expect(first.status).toBe(429);
    expect(first.headers.get('retry-after-ms')).toBe('20');
    expect((await draw('a fox [[fault:rate-limited-then-fine]]')).status).toBe(200);
    expect(vendors.log().map(({ billable }) => billable)).toEqual([false, true]);
  });

  it('refuses a request without a key, and a field that the vendor refuses', async () => {
    expect(
      (await post('/openai/v1/images/generations', { model: 'gpt-image-2', prompt: 'a' }, {})).status,
    ).toBe(401);
    const legacy = { model: 'gpt-image-2', prompt: 'a fox', response_format: 'b64_json' };
    expect((await post('/openai/v1/images/generations', legacy)).status).toBe(400);
    expect(
      (await post('/black-forest-labs/v1/flux-3-image', { prompt: 'a', seed: 1 }, { 'x-key': KEY })).status,
    ).toBe(422);
    expect(vendors.log().some(({ billable }) => billable)).toBe(false);
  });

  it('gives pictures at an address where asked to', async () => {
    const reply = await post('/localai/v1/images/generations', {
      model: 'sdxl',
      prompt: 'a',
      response_format: 'url',
    });
    const { data } = (await reply.json()) as { data: { url: string }[] };
    const picture = await fetch(data[0]?.url ?? '');
    expect(imageFacts(new Uint8Array(await picture.arrayBuffer()))).toBeDefined();
  });

  it('is reached by the AWS SDK as it comes, which speaks HTTP/2 to Bedrock', async () => {
    const credentials = { accessKeyId: 'scripted', secretAccessKey: KEY };
    const client = new BedrockRuntimeClient({
      region: 'us-west-2',
      endpoint: vendors.url,
      credentials,
      maxAttempts: 1,
    });
    const body = JSON.stringify({ prompt: 'a fox' });
    const reply = await client.send(new InvokeModelCommand({ modelId: 'stability.sd3-5-large-v1:0', body }));
    client.destroy();
    expect(JSON.parse(new TextDecoder().decode(reply.body))).toMatchObject({ finish_reasons: [null] });
    expect(vendors.log()).toMatchObject([{ vendor: 'bedrock-stability', billable: true }]);
  });

  it('says which routes it does not know', async () => {
    expect((await post('/openai/v1/audio', {})).status).toBe(404);
    expect((await fetch(`${vendors.url}/black-forest-labs/v1/get_result?id=nobody`)).status).toBe(404);
  });
});
