import { describe, expect, it } from '@jest/globals';
import { answerLine, askAboutKey, KEY_CHECKS, keyCheckOf } from '../../../../scripts/configure/key-check.ts';
import { keysInEnvironment } from '../../../../scripts/configure/proposal.ts';

const KEY = 'sk-secret-0123456789';
const checkOf = (vendor: string) => {
  const check = keyCheckOf([vendor]);
  if (check === undefined) throw new Error(`${vendor} has no check.`);
  return check;
};

/** What a vendor is asked, and what is made of its reply. */
async function ask(vendor: string, status: number, body: unknown) {
  const calls: { url: string; init: RequestInit | undefined }[] = [];
  const answer = await askAboutKey(checkOf(vendor), KEY, async (url, init) => {
    calls.push({ url: String(url), init });
    return new Response(JSON.stringify(body), { status });
  });
  return { answer, calls };
}

describe('whether a key works', () => {
  it.each(KEY_CHECKS.map((check) => [check.label, check] as const))(
    'is asked of %s once, at its own address, with a request that is documented and draws nothing',
    async (_, check) => {
      const calls: { url: string; init: RequestInit | undefined }[] = [];
      await askAboutKey(check, KEY, async (url, init) => {
        calls.push({ url: String(url), init });
        return new Response('{}');
      });
      expect(calls).toHaveLength(1);
      const [{ url, init } = { url: '', init: undefined }] = calls;
      expect(url).toMatch(/^https:\/\//);
      // No key in an address, which logs keep; no body, so nothing is drawn; no redirect, so nobody else gets it.
      expect(url).not.toContain(KEY);
      expect(init?.method ?? 'GET').toBe('GET');
      expect(init?.body).toBeUndefined();
      expect(init?.redirect).toBe('error');
      expect(Object.values(init?.headers ?? {}).join()).toContain(KEY);
      expect(check.source).not.toBe('');
    },
  );

  it.each([
    ['recraft', { credits: 12_345 }, '$12.35'],
    ['stabilityai', { credits: 650.4 }, '$6.50'],
    ['blackforestlabs', { credits: 250 }, '$2.50'],
    ['openrouter', { data: { limit_remaining: 7.5 } }, '$7.50'],
    ['openrouter', { data: { limit_remaining: null } }, undefined],
    ['openai', { data: [] }, undefined],
  ])('%s accepts it with %j: %s are left', async (vendor, body, left) => {
    const { answer } = await ask(vendor, 200, body);
    expect(answer).toEqual({ state: 'good', left });
  });

  it.each([
    ['openai', 401, { error: { code: 'invalid_api_key' } }],
    ['blackforestlabs', 403, { detail: 'Not authenticated' }],
    // As recorded: googleapis, xAI.
    ['googlegemini', 400, { error: { message: 'API key not valid. Please pass a valid API key.' } }],
    [
      'xai',
      400,
      {
        code: 'invalid-argument',
        error: 'Incorrect API key provided. You can obtain an API key from https://console.x.ai.',
      },
    ],
  ])('%s does not accept it: HTTP %i', async (vendor, status, body) => {
    expect((await ask(vendor, status, body)).answer).toEqual({ state: 'bad' });
  });

  it.each([
    [500, {}],
    [429, {}],
    [400, { error: 'bad page size' }],
    [404, {}],
  ])('is not known from HTTP %i', async (status, body) => {
    expect((await ask('openai', status, body)).answer).toEqual({ state: 'unknown' });
  });

  it('is not known without a connection, and no line has the key', async () => {
    const answer = await askAboutKey(checkOf('openai'), KEY, async () => {
      throw new TypeError(`fetch failed ${KEY}`);
    });
    expect(answer).toEqual({ state: 'unknown' });
    for (const told of [answer, { state: 'bad' }, { state: 'good', left: '$1' }] as const)
      expect(answerLine('OpenAI', told)).not.toContain(KEY);
  });
});

describe('keys in the environment', () => {
  it('are those that vendors’ own tools read, each with an active model of known price', () => {
    const found = keysInEnvironment({
      OPENAI_API_KEY: KEY,
      GOOGLE_API_KEY: ` ${KEY} `,
      XAI_API_KEY: '',
      REPLICATE_API_TOKEN: 'r8_1',
      FAL_KEY: 'id:secret',
      BFL_API_KEY: 'b',
      HOME: '/',
    });
    expect(found.map(({ variable, key }) => [variable, key])).toEqual([
      ['OPENAI_API_KEY', KEY],
      ['GOOGLE_API_KEY', KEY],
      ['REPLICATE_API_TOKEN', 'r8_1'],
      ['BFL_API_KEY', 'b'],
      ['FAL_KEY', 'id:secret'],
    ]);
    for (const { model } of found) {
      expect(model).toMatchObject({ status: 'active', lastDay: null });
      expect(model.priceUsd).not.toBeNull();
    }
    expect(keysInEnvironment({})).toEqual([]);
  });

  it('propose the newest model of each vendor', () => {
    const [openai] = keysInEnvironment({ OPENAI_API_KEY: KEY });
    expect(openai?.model.name).toMatch(/^GPT Image 2\.6/);
  });
});
