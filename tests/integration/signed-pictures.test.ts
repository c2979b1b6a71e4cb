import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  GalleryListResponse,
  GalleryResponse,
  GenerateResponse,
  Link,
  NextPairsResponse,
  RunListResponse,
  SharedRunResponse,
  StatusResponse,
} from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { type Issuer, startIssuer } from '../helpers/issuer.ts';
import { DEMO_STYLES, smallDemo } from '../helpers/local-stack/small-demo.ts';
import { startTestStack, type TestStack, temporaryFolder, until } from '../helpers/local-stack/start.ts';

const RUN_KEY = 'the-key-of-this-run-and-no-other';

describe('the pictures of a closed stack', () => {
  const folder = temporaryFolder();
  let issuer: Issuer;
  let stack: TestStack;
  let headers: Record<string, string>;
  let run: StatusResponse;
  const start = () => {
    const SignIn = JSON.stringify({ issuer: issuer.url, clientId: 'pixel-prompt' });
    const parameters = { ...smallDemo(DEMO_STYLES), Access: 'issuer', SignIn, DefaultVisibility: 'listed' };
    return startTestStack({ stateDir: folder.path, parameters });
  };
  beforeAll(async () => {
    issuer = await startIssuer();
    stack = await start();
    headers = {
      authorization: `Bearer ${await issuer.token('ann')}`,
      'content-type': 'application/json',
      'x-run-key': RUN_KEY,
      'x-run-key-hash': sha256Hex(RUN_KEY),
    };
    run = await draw({ prompt: 'a red fox' });
  }, 60_000);
  afterAll(async () => {
    await stack?.stop();
    await issuer?.close();
    folder.remove();
  });

  const draw = async (request: { prompt: string; blind?: true }) => {
    const body = JSON.stringify(request);
    const started = await fetch(`${stack.url}/generate`, { method: 'POST', headers, body });
    expect(started.status).toBe(200);
    const { jobId } = (await started.json()) as GenerateResponse;
    return until(async () => {
      const status = await ask<StatusResponse>(`/status/${jobId}`);
      return status.endedAt === null ? undefined : status;
    });
  };
  const ask = async <Answer>(path: string) => {
    const response = await fetch(stack.url + path, { headers });
    expect(response.status).toBe(200);
    return (await response.json()) as Answer;
  };
  const shown = async (address: string) => {
    const { status, headers: about } = await fetch(address);
    return status === 200 ? 'shown' : `${status} ${about.get('x-picture-guard')}`;
  };
  /** All addresses of pictures in an answer. */
  const addressesIn = (answer: unknown) =>
    [...JSON.stringify(answer).matchAll(/"(http[^"]*\/images\/[^"]*)"/g)].map(([, address = '']) => address);

  it('have signed addresses in every answer', async () => {
    const { jobId } = run;
    const list = await ask<GalleryListResponse>('/gallery/list');
    const gallery = await ask<GalleryResponse>(`/gallery/${jobId}`);
    const mine = await ask<RunListResponse>('/runs');
    expect([list.total, mine.total]).toEqual([1, 1]);
    const body = JSON.stringify({ withPrompt: false });
    const made = await fetch(`${stack.url}/runs/${jobId}/links`, { method: 'POST', headers, body });
    expect(made.status).toBe(200);
    const shared = await ask<SharedRunResponse>(`/shared/${((await made.json()) as Link).linkId}`);
    const { jobId: blind } = await draw({ prompt: 'a red fox', blind: true });
    const pairs = await ask<NextPairsResponse>(`/votes/next?jobId=${blind}&n=1`);
    const found = [run, list, gallery, mine, shared, pairs].map(addressesIn);
    // Pictures and small ones, four models; previews; both again with `url`; previews; copies of both; one pair.
    expect(found.map(({ length }) => length)).toEqual([8, 5, 12, 4, 8, 2]);
    for (const address of found.flat()) {
      expect(address).toMatch(/\?e=\d{10}&s=[\w-]{43}$/);
      expect(await shown(address)).toBe('shown');
    }
    expect(stack.unusedStatements().filter((text) => text.includes('PictureKey'))).toEqual([]);
  });

  it('are shown at no other address, to whoever has signed in neither', async () => {
    const [address = ''] = addressesIn(run);
    const [plain = ''] = address.split('?');
    const other = addressesIn(run).find((each) => !each.startsWith(plain)) ?? '';
    expect(await shown(plain)).toBe('403 no signature');
    expect(await shown(`${plain}?${other.split('?')[1]}`)).toBe('403 no signature');
    expect(await shown(address.replace(/e=(\d+)/, (_, e) => `e=${Number(e) + 1}`))).toBe('403 no signature');
    expect((await fetch(plain, { headers })).status).toBe(403);
  });

  it('may be kept by browsers, and by nobody between', async () => {
    const { headers: about } = await fetch(addressesIn(run)[0] ?? '');
    expect(about.get('cache-control')).toBe('private, max-age=3600');
  });

  it('have addresses that do not outlive their run', async () => {
    const body = JSON.stringify({ expiresInDays: 1 });
    const changed = await fetch(`${stack.url}/runs/${run.jobId}`, { method: 'PATCH', headers, body });
    expect(changed.status).toBe(200);
    // Within a day the hour decides; tests/unit/usecases/picture-addresses.test.ts has the rest.
    const expiring = await ask<StatusResponse>(`/status/${run.jobId}`);
    const end = Math.floor(Date.parse(expiring.expiresAt ?? '') / 1000);
    for (const address of addressesIn(expiring))
      expect(Number(new URL(address).searchParams.get('e'))).toBeLessThanOrEqual(end);
  });

  it('keep their addresses over a new start', async () => {
    const before = addressesIn(run).map((address) => new URL(address));
    await stack.stop();
    stack = await start();
    for (const { pathname, search } of before)
      expect(await shown(stack.url + pathname + search)).toBe('shown');
  }, 30_000);
});
