import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BoardResponse, GenerateResponse, NextPairsResponse } from '../../src/contract/index.ts';
import { type Issuer, startIssuer } from '../helpers/issuer.ts';
import { passRetention } from '../helpers/local-stack/retention.ts';
import { smallDemo } from '../helpers/local-stack/small-demo.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';

const DEMO = smallDemo(['Demo Aurora', 'Demo Bauhaus']);

/** From a vote over the retention to the deletion, in a stack where people sign in. */
describe('small copies of judged pictures', () => {
  const folder = temporaryFolder();
  let issuer: Issuer;
  let stack: TestStack;
  let people: Record<'ann' | 'ben', Record<string, string>>;
  beforeAll(async () => {
    issuer = await startIssuer();
    const SignIn = JSON.stringify({ issuer: issuer.url, clientId: 'pixel-prompt' });
    stack = await startTestStack({
      stateDir: folder.path,
      parameters: { ...DEMO, Access: 'issuer', SignIn },
    });
    const headersOf = async (name: string) => ({
      authorization: `Bearer ${await issuer.token(name)}`,
      'content-type': 'application/json',
    });
    people = { ann: await headersOf('ann'), ben: await headersOf('ben') };
  }, 60_000);
  afterAll(async () => {
    await stack?.stop();
    await issuer?.close();
    folder.remove();
  });

  const owner = () => ({
    endpoint: stack.awsUrl,
    region: 'us-east-1',
    credentials: stack.credentials.owner,
  });
  const ask = async <Answer>(who: 'ann' | 'ben', path: string, method = 'GET', body?: object) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const reply = await fetch(stack.url + path, { method, headers: people[who], ...sent });
    return { status: reply.status, body: (await reply.json()) as Answer };
  };
  const statusAt = async (address: string) => (await fetch(address)).status;
  const keptBy = async (who: 'ann' | 'ben') =>
    (await ask<BoardResponse>(who, '/board?pictures=kept')).body.pictures?.map(({ imageUrl }) => imageUrl) ??
    [];
  /** Draws blind, and judges the one pair. */
  const judge = async () => {
    const { body } = await ask<GenerateResponse>('ann', '/generate', 'POST', {
      prompt: 'a fox',
      blind: true,
    });
    const { jobId } = body;
    const [pair] = await until(async () => {
      const next = await ask<NextPairsResponse>('ann', `/votes/next?jobId=${jobId}`);
      return next.status === 200 ? next.body.pairs : undefined;
    }, 30_000);
    const [left, right] = [pair?.left.letter, pair?.right.letter];
    const vote = await ask('ann', '/votes', 'POST', { jobId, left, right, outcome: 'left' });
    expect(vote.status).toBe(200);
    return { jobId, originals: [pair?.left.imageUrl ?? '', pair?.right.imageUrl ?? ''] };
  };

  it('stay when the retention is over, at signed addresses and for whose they are, until they are deleted', async () => {
    const { jobId, originals } = await judge();
    expect(await keptBy('ann')).toEqual([]);
    const judging = await ask<BoardResponse>('ann', '/board?names=told');
    expect([judging.status, judging.body.hidden, judging.body.models.map(({ name }) => name)]).toEqual([
      200,
      true,
      ['1', '2'],
    ]);
    await passRetention(owner());
    expect(await Promise.all(originals.map(statusAt))).toEqual([403, 403]);
    expect((await ask('ann', `/status/${jobId}`)).status).toBe(404);

    const kept = await keptBy('ann');
    expect(kept).toHaveLength(2);
    for (const address of kept) {
      expect(address).toMatch(new RegExp(`/keep/${jobId}/[\\w-]+\\.webp\\?e=\\d{10}&s=[\\w-]{43}$`));
      const picture = await fetch(address);
      expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
      const bytes = Buffer.from(await picture.arrayBuffer());
      expect(bytes.toString('latin1', 8, 12)).toBe('WEBP');
      expect(bytes.length).toBeLessThan(60_000);
      expect(await statusAt(address.split('?')[0] ?? '')).toBe(403);
    }
    expect(await keptBy('ben')).toEqual([]);

    expect((await ask('ben', `/runs/${jobId}`, 'DELETE')).status).toBe(404);
    expect(await keptBy('ann')).toHaveLength(2);
    expect((await ask('ann', `/runs/${jobId}`, 'DELETE')).status).toBe(202);
    expect(await keptBy('ann')).toEqual([]);
    for (const address of kept) expect(await statusAt(address)).toBe(403);
  }, 60_000);

  it('go with everything of a person, also when their runs have gone before', async () => {
    await judge();
    await passRetention(owner());
    const [address = ''] = await keptBy('ann');
    expect(await statusAt(address)).toBe(200);
    expect((await ask('ann', '/me', 'DELETE')).status).toBe(202);
    expect(await statusAt(address)).toBe(403);
  }, 60_000);
});
