import { describe, expect, it } from '@jest/globals';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { type ImagesCall, imagesModel, postImages } from '../../../../src/providers/shared/openai-images.ts';
import type { GenerateOptions, InputPicture, ModelSettings } from '../../../../src/providers/types.ts';
import {
  NOW,
  PIXEL,
  PIXEL_BASE64,
  providerWorld,
  type ScriptedReply,
} from '../../../helpers/provider-world.ts';
import { saying } from '../../../helpers/saying.ts';
import { HEIC } from '../../../helpers/tiny-pictures.ts';

const post = (json: unknown, costUsd?: number) => postReply({ status: 200, json }, costUsd);

function postReply(reply: ScriptedReply, costUsd?: number, changes: Partial<ImagesCall> = {}) {
  const pictures = { 'https://cdn.example/1.png': PIXEL };
  const world = providerWorld([reply], { key: 'sk-0123456789abcdef', pictures });
  const drawn = postImages(
    {
      vendor: safeText`Acme`,
      base: 'https://api.acme.example/v1',
      ownBaseUrl: undefined,
      key: 'sk-0123456789abcdef',
      body: { prompt: 'a fox' },
      tools: world.tools,
      documents503: false,
      cost: () => costUsd,
      ...changes,
    },
    { signal: new AbortController().signal },
  );
  return { world, drawn };
}

describe('postImages', () => {
  it.each([
    ['nothing', undefined, 'unknown'],
    ['that it was free', 0, 'no'],
    ['a price', 0.04, 'yes'],
  ])(
    'tells whether a withheld picture was billed when the vendor says %s',
    async (_what, costUsd, billed) => {
      for (const json of [
        { data: [{ respect_moderation: false, b64_json: PIXEL_BASE64 }] },
        { respect_moderation: false, data: [{ b64_json: PIXEL_BASE64 }] },
      ]) {
        await expect(post(json, costUsd).drawn).rejects.toMatchObject({
          code: 'IMAGE_REFUSED',
          billed,
          costUsd,
        });
      }
    },
  );

  it('keeps the cost of a picture that is of no use', async () => {
    const broken = { data: [{ b64_json: Buffer.from('<html>').toString('base64') }] };
    await expect(post(broken, 0.04).drawn).rejects.toMatchObject({
      code: 'INVALID_IMAGE',
      billed: 'yes',
      costUsd: 0.04,
    });
    await expect(post(broken, 0).drawn).rejects.toMatchObject({ billed: 'unknown', costUsd: undefined });
    await expect(post(broken).drawn).rejects.toMatchObject({ billed: 'unknown', costUsd: undefined });
  });

  it.each([
    ['in JSON', { status: 200, json: { data: [{ b64_json: Buffer.from(HEIC).toString('base64') }] } }],
    ['as it is', { status: 200, bytes: HEIC }],
  ])('hands a picture that cannot be shown to the worker with its cost: a HEIC %s', async (_how, reply) => {
    const { bytes } = await postReply(reply, 0.04).drawn;
    expect(Buffer.from(bytes)).toEqual(Buffer.from(HEIC));
  });

  it('keeps the cost that an error names: the picture was drawn', async () => {
    const withheld = {
      code: 'imagine:content-moderated',
      error: 'Generated image rejected by content moderation.',
    };
    const refused = (costUsd?: number) => postReply({ status: 400, json: withheld }, costUsd).drawn;
    await expect(refused(0.09)).rejects.toMatchObject({
      code: 'IMAGE_REFUSED',
      billed: 'yes',
      costUsd: 0.09,
      notStarted: undefined,
    });
    const asked: unknown[] = [];
    const cost = (reply: unknown) => void asked.push(reply);
    await postReply({ status: 400, json: withheld }, undefined, { cost }).drawn.catch(() => undefined);
    expect(asked).toEqual([withheld]);
    for (const costUsd of [0, undefined])
      await expect(refused(costUsd)).rejects.toMatchObject({ billed: 'unknown', costUsd: undefined });
  });

  it('returns the picture with its cost and the rewritten prompt, where there is one', async () => {
    const item = { b64_json: PIXEL_BASE64, revised_prompt: 'a red fox' };
    expect(await post({ data: [item] }, 0.04).drawn).toEqual({
      bytes: PIXEL,
      costUsd: 0.04,
      revisedPrompt: 'a red fox',
    });
    expect(await post({ data: [{ base64: PIXEL_BASE64, revised_prompt: ' ' }] }).drawn).toEqual({
      bytes: PIXEL,
    });
  });

  it('keeps the first of several pictures, and says how many came', async () => {
    const item = { b64_json: PIXEL_BASE64 };
    const { bytes, warnings } = await post({ data: [item, { b64_json: 'AAAA' }, item] }).drawn;
    expect(bytes).toEqual(PIXEL);
    expect(warnings).toEqual([saying('Acme sent 3 pictures; one of them is kept and shown')]);
    expect((await post({ data: [item, item] }).drawn).warnings).toHaveLength(1);
    expect(await post({ data: [item] }).drawn).not.toHaveProperty('warnings');
  });

  it.each([PIXEL_BASE64, ` ${PIXEL_BASE64}\n`, `data:image/png;base64,${PIXEL_BASE64}`])(
    'takes a body that is base64 for the picture: %j',
    async (text) => expect(await postReply({ status: 200, text }).drawn).toEqual({ bytes: PIXEL }),
  );

  it('takes no path of a text for the address of a picture', async () => {
    await expect(postReply({ status: 200, text: '/var/log/error' }).drawn).rejects.toThrow('/var/log/error');
  });

  it('takes the bytes of a picture for the picture, and any 2xx for a success', async () => {
    for (const status of [200, 201, 299]) {
      expect(await postReply({ status, bytes: PIXEL }).drawn).toEqual({ bytes: PIXEL });
    }
    await expect(postReply({ status: 300, bytes: PIXEL }).drawn).rejects.toMatchObject({
      code: 'PROVIDER_DOWN',
    });
  });

  it.each([
    [{ error: { code: 429, message: 'Slow down.' } }, 'RATE_LIMITED', 'Slow down.'],
    [{ code: 500, msg: 'Broken.' }, 'PROVIDER_DOWN', 'Broken.'],
    [{ status: 402, message: 'Nothing left.' }, 'OUT_OF_CREDIT', 'Nothing left.'],
    [{ code: 400, message: 'Odd size.' }, 'BAD_PARAMETER', 'Odd size.'],
    [{ code: 599, message: 'Odd.' }, 'PROVIDER_DOWN', 'Odd.'],
    [{ code: 600, message: 'Odd.' }, 'INVALID_IMAGE', 'Odd.'],
    [{ code: 399, message: 'Odd.' }, 'INVALID_IMAGE', 'Odd.'],
    [{ error: { code: 'moderation_blocked', message: 'No.' } }, 'PROMPT_REFUSED', 'No.'],
    [{ data: [{ error: { code: 'invalid_api_key', message: 'Wrong.' } }] }, 'BAD_KEY', 'Wrong.'],
    [{ data: [{ error: { message: 'Strange.' } }], message: 'Fine.' }, 'INVALID_IMAGE', 'Strange.'],
  ])('reads the failure inside a success, %j, and never repeats the request', async (json, code, words) => {
    const error = await post(json).drawn.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code, notStarted: undefined });
    expect(error).toMatchObject({ message: expect.stringContaining(`“${words}”`) });
  });

  it('calls a failure inside a success billed if the reply has a price, and not if the price is zero', async () => {
    const refused = { error: { code: 'moderation_blocked', message: 'No.' } };
    await expect(post(refused, 0.04).drawn).rejects.toMatchObject({ billed: 'yes', costUsd: 0.04 });
    await expect(post(refused, 0).drawn).rejects.toMatchObject({ billed: 'no', costUsd: undefined });
    await expect(post(refused).drawn).rejects.toMatchObject({ billed: 'no', retryable: false });
  });

  it('reads what is the vendor’s own of a failure inside a success, and of its one item', async () => {
    const evidence = (body: Readonly<Record<string, unknown>>) =>
      JSON.stringify(body).includes('acme_says_no') ? ({ code: 'PROMPT_REFUSED' } as const) : undefined;
    for (const json of [
      { error: { code: 'acme_says_no' } },
      { data: [{ error: { code: 'acme_says_no' } }] },
    ]) {
      const { drawn } = postReply({ status: 200, json }, undefined, { evidence });
      await expect(drawn).rejects.toMatchObject({ code: 'PROMPT_REFUSED' });
    }
  });

  it('sends a form with texts and files where there are files', async () => {
    const file = { field: 'image', name: 'input-1.png', contentType: 'image/png', bytes: PIXEL };
    const changes = { body: { prompt: 'a fox', seed: 7 }, files: [file] };
    const { world, drawn } = postReply({ status: 200, bytes: PIXEL }, undefined, changes);
    await drawn;
    expect(world.calls[0]?.body).toMatchObject({
      prompt: 'a fox',
      seed: '7',
      image: { name: 'input-1.png', type: 'image/png', size: PIXEL.byteLength },
    });
  });

  it('fetches the picture from its address, without the key', async () => {
    const { drawn, world } = post({ data: [{ url: 'https://cdn.example/1.png' }] });
    expect(await drawn).toEqual({ bytes: PIXEL });
    expect(world.downloads).toEqual([{ address: 'https://cdn.example/1.png', trustedOrigin: undefined }]);
  });

  it('posts to the path of the vendor, or to that of OpenAI', async () => {
    const reply = { status: 200, bytes: PIXEL };
    for (const [changes, url] of [
      [{}, 'https://api.acme.example/v1/images/generations'],
      [{ path: '/draw' }, 'https://api.acme.example/v1/draw'],
    ] as const) {
      const { drawn, world } = postReply(reply, undefined, changes);
      await drawn;
      expect(world.calls).toMatchObject([
        { method: 'POST', url, headers: { authorization: 'Bearer <key>' }, body: { prompt: 'a fox' } },
      ]);
    }
  });

  it('blames a 404 on the address only where the owner set it', async () => {
    const gone = { status: 404, json: {} };
    await expect(postReply(gone).drawn).rejects.toMatchObject({ code: 'MODEL_RETIRED' });
    const own = { ownBaseUrl: 'http://127.0.0.1:4000/v1' };
    await expect(postReply(gone, undefined, own).drawn).rejects.toMatchObject({ code: 'BAD_PARAMETER' });
  });

  it('may ask again after a 503 only where the vendor documents it, and after a limit as long as it asks', async () => {
    const down = { status: 503, json: {} };
    await expect(postReply(down).drawn).rejects.toMatchObject({ billed: 'unknown', notStarted: undefined });
    const documented = postReply(down, undefined, { documents503: true });
    await expect(documented.drawn).rejects.toMatchObject({ billed: 'no', notStarted: {} });
    const until = new Date(NOW + 9000).toUTCString();
    const limited = postReply({ status: 429, json: {}, headers: { 'retry-after': until } });
    await expect(limited.drawn).rejects.toMatchObject({ notStarted: { waitMs: 9000 } });
  });

  it.each([{}, { data: 'x' }, { data: [{}] }, { data: [{ b64_json: '' }] }, null])(
    'takes a 200 without a picture, %j, for an unusable one',
    async (json) => {
      await expect(post(json).drawn).rejects.toMatchObject({ code: 'INVALID_IMAGE', billed: 'unknown' });
    },
  );

  it('never repeats a key that looks like nothing, in whatever failure', async () => {
    const message = 'for oddly shaped key words';
    for (const reply of [
      { status: 400, json: { error: { message } } },
      { status: 200, json: { error: { code: 400, message } } },
      { status: 200, json: { message } },
    ]) {
      await expect(postReply(reply, undefined, { key: 'oddly shaped key' }).drawn).rejects.toMatchObject({
        message: expect.stringContaining('“for [key] words”'),
      });
    }
    const item = { b64_json: PIXEL_BASE64, revised_prompt: message };
    const { drawn } = postReply({ status: 200, json: { data: [item] } }, undefined, {
      key: 'oddly shaped key',
    });
    expect((await drawn).revisedPrompt).toBe('for [key] words');
  });

  it('never repeats what a header sends besides a scheme', async () => {
    for (const [value, secret] of [
      ['Bearer odd value', 'odd value'],
      ['an-odd value', 'an-odd value'],
    ] as const) {
      const item = { b64_json: PIXEL_BASE64, revised_prompt: `for ${secret} words` };
      const headers = { authorization: value };
      const { drawn } = postReply({ status: 200, json: { data: [item] } }, undefined, { headers });
      expect((await drawn).revisedPrompt).toBe('for [key] words');
    }
  });

  it('never repeats the key, neither in a rewritten prompt nor in the words of a failure', async () => {
    const words = 'for key sk-0123456789abcdef';
    const drawn = await post({ data: [{ b64_json: PIXEL_BASE64, revised_prompt: words }] }).drawn;
    expect(drawn.revisedPrompt).toBe('for key [key]');
    await expect(post({ data: [{}], message: words }).drawn).rejects.toMatchObject({
      message: expect.stringContaining('“for key [key]”'),
    });
  });
});

describe('a model behind such a route', () => {
  const settings = {
    model: 'm',
    key: 'sk-0123456789abcdef',
    baseUrl: undefined,
    region: undefined,
    sizes: {},
    fixed: {},
    priceUsd: undefined,
  } as ModelSettings;
  const picture: InputPicture = {
    name: 'input-1.png',
    contentType: 'image/png',
    width: 1,
    height: 1,
    sha256: 'x',
    bytes: PIXEL,
  };
  const route = { vendor: safeText`Acme`, base: 'https://api.acme.example/v1' };
  const modelOf = (pictures?: Parameters<typeof imagesModel>[3]['pictures']) => {
    const world = providerWorld([{ status: 200, json: { data: [{ b64_json: PIXEL_BASE64 }] } }]);
    const fieldsOf = () => ({ fields: { size: '1x1' }, warnings: [] });
    const model = imagesModel(settings, world.tools, fieldsOf, { ...route, ...(pictures && { pictures }) });
    const ask = async (options: GenerateOptions) => {
      const { sent, run } = model.plan(options);
      await run({ signal: new AbortController().signal });
      return { sent, body: world.calls[0]?.body };
    };
    return { model, ask };
  };

  it('sends the fields and the prompt, and can do nothing with pictures', async () => {
    const { model, ask } = modelOf();
    expect(model).not.toHaveProperty('edits');
    expect(await ask({ prompt: 'a fox' })).toEqual({
      sent: { size: '1x1' },
      body: { size: '1x1', prompt: 'a fox' },
    });
  });

  it('sends pictures where the route has a field for them, and tells of each', async () => {
    const { model, ask } = modelOf((pictures) => ({
      body: { image: pictures.map(({ name }) => name) },
      sent: { image: 'digest' },
    }));
    expect(model.edits).toEqual(['change', 'combine']);
    expect(await ask({ prompt: 'a fox', edit: { operation: 'change', pictures: [picture] } })).toEqual({
      sent: { size: '1x1', image: 'digest' },
      body: { size: '1x1', image: ['input-1.png'], prompt: 'a fox' },
    });
  });
});
