import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import {
  createDownload,
  type DownloadOptions,
  publicLookup,
  type ResolveName,
} from '../../../src/lib/download.ts';
import { rawServer } from '../../helpers/raw-server.ts';

const never: ResolveName = async (host) => {
  throw new Error(`nobody may ask for ${host}`);
};
const download = createDownload(never);
const options = (url: string, changed: Partial<DownloadOptions> = {}): DownloadOptions => ({
  signal: new AbortController().signal,
  trustedOrigin: new URL(url).origin,
  ...changed,
});

describe('download: from the owner’s own server', () => {
  it('brings the bytes and sends no key', async () => {
    let headers: unknown;
    await using server = await rawServer((incoming, reply) => {
      headers = incoming.headers;
      reply.end('picture');
    });
    expect(Buffer.from(await download(`${server.url}/a.png`, options(server.url))).toString()).toBe(
      'picture',
    );
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('x-key');
    expect(headers).toMatchObject({ 'accept-encoding': 'identity' });
  });

  it.each([
    ['gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('unpacks what comes as %s, although it was not asked for', async (encoding, pack) => {
    await using server = await rawServer((_, reply) => {
      reply.writeHead(200, { 'content-encoding': encoding }).end(pack('picture'));
    });
    const bytes = await download(server.url, options(server.url));
    expect(Buffer.from(bytes).toString()).toBe('picture');
  });

  it.each(['identity', 'zstd', '__proto__'])('takes what comes as %s as it is', async (encoding) => {
    await using server = await rawServer((_, reply) => {
      reply.writeHead(200, { 'content-encoding': encoding }).end('picture');
    });
    const bytes = await download(server.url, options(server.url));
    expect(Buffer.from(bytes).toString()).toBe('picture');
  });

  it('unpacks no more than it would read, and nothing broken', async () => {
    const bodies = { '/bomb': gzipSync(Buffer.alloc(2000)), '/broken': Buffer.from('picture') };
    await using server = await rawServer((incoming, reply) => {
      reply.writeHead(200, { 'content-encoding': 'gzip' }).end(bodies[incoming.url as keyof typeof bodies]);
    });
    const fetched = (path: string) =>
      download(server.url + path, options(server.url, { limits: { maxBytes: 1000 } }));
    await expect(fetched('/bomb')).rejects.toMatchObject({ kind: 'too-large' });
    await expect(fetched('/broken')).rejects.toMatchObject({ kind: 'failed' });
  });

  it('follows redirects on that server', async () => {
    await using server = await rawServer((incoming, reply) => {
      if (incoming.url === '/b') return reply.end('picture');
      return reply.writeHead(302, { location: '/b' }).end();
    });
    expect(await download(`${server.url}/a`, options(server.url))).toHaveLength(7);
  });

  it('ends a circle of redirects', async () => {
    let calls = 0;
    await using server = await rawServer((_, reply) => {
      calls += 1;
      reply.writeHead(302, { location: '/' }).end();
    });
    await expect(download(server.url, options(server.url))).rejects.toMatchObject({ kind: 'failed' });
    expect(calls).toBe(6);
  });

  it('reports the status of a URL that does not return a picture', async () => {
    await using server = await rawServer((_, reply) => reply.writeHead(404).end());
    await expect(download(server.url, options(server.url))).rejects.toMatchObject({
      kind: 'failed',
      answered: 404,
    });
  });

  it('says when the connection breaks half-way', async () => {
    await using server = await rawServer((_, reply) => {
      reply.writeHead(200, { 'content-length': '100' }).write('half');
      setTimeout(() => reply.destroy(), 10);
    });
    await expect(download(server.url, options(server.url))).rejects.toMatchObject({ kind: 'failed' });
  });
});

describe('download: from other names of the owner’s own machine', () => {
  const resolveName: ResolveName = async (host) => {
    if (host === 'localhost') return [{ address: '127.0.0.1', family: 4 }];
    throw new Error(`nobody may ask for ${host}`);
  };

  it('brings the bytes where the owner has named the host, and only there', async () => {
    await using server = await rawServer((_, reply) => reply.end('picture'));
    const other = server.url.replace('127.0.0.1', 'localhost');
    const asked = { signal: new AbortController().signal, trustedOrigin: 'http://127.0.0.1:1' };
    const named = createDownload(resolveName, ['127.0.0.1']);
    expect(await named(`${other}/a.png`, asked)).toHaveLength(7);
    for (const unnamed of [createDownload(resolveName), createDownload(resolveName, ['10.0.0.1'])])
      await expect(unnamed(`${other}/a.png`, asked)).rejects.toMatchObject({ name: 'UnsafeAddressError' });
    // A vendor's reply alone names nothing.
    await expect(named(`${other}/a.png`, { signal: asked.signal })).rejects.toMatchObject({
      name: 'UnsafeAddressError',
    });
  });

  it('does not follow a redirect from there into the network', async () => {
    await using server = await rawServer((_, reply) =>
      reply.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
    );
    const named = createDownload(resolveName, ['127.0.0.1']);
    await expect(named(server.url, options(server.url))).rejects.toMatchObject({
      name: 'UnsafeAddressError',
    });
  });
});

describe('download: never connects to private addresses', () => {
  it.each([
    'http://example.com/a.png',
    'https://127.0.0.1/a.png',
    'https://2130706433/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://localhost/',
    'not an address',
  ])('refuses %s', async (address) => {
    await expect(download(address, { signal: new AbortController().signal })).rejects.toThrow(/^The address/);
  });

  it('refuses another port of the owner’s own machine', async () => {
    let calls = 0;
    await using other = await rawServer((_, reply) => {
      calls += 1;
      reply.end('secret');
    });
    await expect(download(other.url, options('http://127.0.0.1:1'))).rejects.toThrow(/not an https/);
    expect(calls).toBe(0);
  });

  it('refuses to be redirected away to a private address', async () => {
    let calls = 0;
    await using inner = await rawServer((_, reply) => {
      calls += 1;
      reply.end('secret');
    });
    for (const location of [
      inner.url,
      inner.url.replace('http:', 'https:'),
      'https://169.254.169.254/',
      'file:///etc/passwd',
    ]) {
      await using server = await rawServer((_, reply) => reply.writeHead(302, { location }).end());
      await expect(download(server.url, options(server.url))).rejects.toThrow(/^The address/);
    }
    expect(calls).toBe(0);
  });

  it('does not connect for a name that leads to a private address', async () => {
    let calls = 0;
    await using server = await rawServer((_, reply) => {
      calls += 1;
      reply.end('secret');
    });
    const { port } = new URL(server.url);
    const here = createDownload(async () => [{ address: '127.0.0.1', family: 4 }]);
    const asked = here(`https://pictures.example.com:${port}/a`, { signal: new AbortController().signal });
    await expect(asked).rejects.toThrow(/does not lead to a public address/);
    expect(calls).toBe(0);
  });
});

describe('publicLookup: the socket gets only what was checked', () => {
  const ask = (found: { address: string; family: number }[], all: boolean) =>
    new Promise((resolve) => {
      publicLookup(async () => found)('pictures.example.com', { all }, (error, address, family) =>
        resolve(error === null ? { address, family } : error.message),
      );
    });
  const open = { address: '93.184.215.14', family: 4 };

  it('hands on public addresses', async () => {
    expect(await ask([open], true)).toEqual({ address: [open], family: undefined });
    expect(await ask([open], false)).toEqual({ address: open.address, family: 4 });
  });

  it('resolves the name once: what is checked is what is connected to', async () => {
    const answers = [[open], [{ address: '127.0.0.1', family: 4 }]];
    let asked = 0;
    const lookup = publicLookup(async () => answers[asked++] ?? []);
    const address = await new Promise((resolve) => {
      lookup('rebinding.example.com', { all: false }, (_, found) => resolve(found));
    });
    expect(address).toBe(open.address);
    expect(asked).toBe(1);
  });

  it('refuses a name as soon as one of its addresses is private', async () => {
    for (const address of ['127.0.0.1', '10.0.0.1', '::1', '::ffff:10.0.0.1', 'fd00::1']) {
      expect(await ask([open, { address, family: 4 }], true)).toMatch(/public address/);
    }
    expect(await ask([], true)).toMatch(/public address/);
  });

  it('passes on that a name does not exist', async () => {
    const failed = await new Promise((resolve) => {
      publicLookup(never)('x.example.com', { all: true }, (error) => resolve(error?.message));
    });
    expect(failed).toBe('nobody may ask for x.example.com');
  });
});

describe('download: limits', () => {
  const limits = { stallMs: 60, totalMs: 2000, minBytesPerSecond: 8192 };

  it('refuses an announced gigabyte', async () => {
    await using server = await rawServer((_, reply) => {
      reply.writeHead(200, { 'content-length': '1073741824' }).write('a');
    });
    await expect(download(server.url, options(server.url))).rejects.toMatchObject({ kind: 'too-large' });
  });

  it('cuts an endless reply', async () => {
    await using server = await rawServer((_, reply) => {
      const chunk = Buffer.alloc(64 * 1024);
      const more = () => {
        while (!reply.destroyed && reply.write(chunk));
        reply.once('drain', more);
      };
      more();
    });
    const asked = download(server.url, options(server.url, { limits: { maxBytes: 1024 * 1024 } }));
    await expect(asked).rejects.toMatchObject({ kind: 'too-large' });
  });

  it('cuts silence', async () => {
    await using server = await rawServer((_, reply) => {
      reply.writeHead(200).write('a');
    });
    await expect(download(server.url, options(server.url, { limits }))).rejects.toMatchObject({
      kind: 'too-slow',
    });
  });

  it('cuts a trickle that never falls silent', async () => {
    await using server = await rawServer((_, reply) => {
      reply.writeHead(200);
      const drip = setInterval(() => reply.write('a'), 10);
      reply.once('close', () => clearInterval(drip));
    });
    await expect(download(server.url, options(server.url, { limits }))).rejects.toMatchObject({
      kind: 'too-slow',
    });
  });

  it('gives up on a server that never replies', async () => {
    await using server = await rawServer(() => undefined);
    const asked = download(server.url, options(server.url, { limits: { totalMs: 50 } }));
    await expect(asked).rejects.toMatchObject({ kind: 'too-slow' });
  });

  it('ends with its caller', async () => {
    const caller = new AbortController();
    await using server = await rawServer(() => caller.abort());
    const asked = download(server.url, options(server.url, { signal: caller.signal }));
    await expect(asked).rejects.toMatchObject({ kind: 'aborted' });
  });
});
