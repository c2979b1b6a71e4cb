import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSite } from '../../../../local/cloudfront/site.ts';
import { temporaryFolder } from '../../../helpers/local-stack/start.ts';

const folder = temporaryFolder();
let server: Server;
let url: string;

beforeAll(async () => {
  const dist = join(folder.path, 'dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>site</title>');
  writeFileSync(join(dist, 'assets', 'app-1.js'), 'x'.repeat(5000));
  writeFileSync(join(folder.path, 'secret.txt'), 'secret');
  const site = createSite(() => dist, {
    pages: { 'x-frame-options': 'DENY' },
    shared: { 'x-robots-tag': 'noindex' },
  });
  server = createServer(async (request, response) => {
    if (await site.serve(request, response, request.url ?? '/')) return;
    response.writeHead(404);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => {
  server.close();
  folder.remove();
});

const page = { headers: { accept: 'text/html,*/*' } };

describe('createSite', () => {
  it.each(['/', '/gallery', '/r/6bee5d13-10d3-4d26-b1bc-82091e42a051'])(
    'serves the document at %s, always fresh',
    async (path) => {
      const reply = await fetch(url + path, page);
      expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect([reply.headers.get('cache-control'), reply.headers.get('x-frame-options')]).toEqual([
        'no-cache',
        'DENY',
      ]);
      const again = await fetch(url + path, {
        headers: { ...page.headers, 'if-none-match': reply.headers.get('etag') ?? '' },
      });
      expect(again.status).toBe(304);
    },
  );

  it('has other headers for pages of links, and for no other path', async () => {
    const header = async (path: string) => (await fetch(url + path, page)).headers.get('x-robots-tag');
    expect(await header('/shared/Zk3fQ8y1TnWm0b5Xc7Ls2A')).toBe('noindex');
    expect([await header('/'), await header('/shared'), await header('/r/shared/')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('serves assets for ever, compressed', async () => {
    const reply = await fetch(`${url}/assets/app-1.js`);
    expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(reply.headers.get('content-encoding')).toBe('gzip');
    expect(Number(reply.headers.get('content-length'))).toBeLessThan(200);
    expect(await reply.text()).toBe('x'.repeat(5000));
    expect(
      (await fetch(`${url}/assets/app-1.js`, { headers: { 'accept-encoding': 'identity' } })).headers.get(
        'content-encoding',
      ),
    ).toBeNull();
  });

  it.each([
    '/assets/none.js',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/index.html%00',
    '/%ff',
  ])('has no %s', async (path) => {
    expect((await fetch(url + path, page)).status).toBe(404);
  });

  it('responds 404 to programs that ask for an unknown page, and accepts only reads', async () => {
    expect((await fetch(`${url}/unknown`)).status).toBe(404);
    expect((await fetch(`${url}/`, { method: 'POST' })).status).toBe(404);
  });
});
