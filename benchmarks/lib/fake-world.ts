import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** AWS and one vendor on one port: accepts everything that a worker writes, and always draws the given picture. */
export interface FakeWorld {
  url: string;
  /** Requests by service since the last call. */
  takeCounts(): Record<string, number>;
  stop(): Promise<void>;
}

const EMPTY_LISTING =
  '<?xml version="1.0"?><ListBucketResult><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>';

/**
 * @param picture the vendor's reply to every request, in base64 inside JSON
 * @param object what is stored at a path, if anything
 */
export async function fakeWorld(
  picture: () => Uint8Array,
  object: (path: string) => Uint8Array | undefined = () => undefined,
): Promise<FakeWorld> {
  let counts: Record<string, number> = {};
  const count = (name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const [service, operation] = String(request.headers['x-amz-target'] ?? '').split('.');
    if (request.url?.startsWith('/v1/images')) {
      count('vendor');
      const base64 = Buffer.from(picture()).toString('base64');
      send(response, 200, `{"created":0,"data":[{"b64_json":"${base64}"}]}`);
    } else if (service === 'secretsmanager') {
      count('secret reads');
      send(response, 200, JSON.stringify({ SecretString: '{"1":"key"}' }));
    } else if (operation !== undefined) {
      count('counter writes');
      send(response, 200, JSON.stringify({ Attributes: { n: { N: '1' } }, Responses: {} }));
    } else if (request.url?.endsWith('/invocations')) {
      count('worker starts');
      send(response, 202, '');
    } else if (request.url?.includes('list-type=2')) {
      count('listings');
      send(response, 200, EMPTY_LISTING);
    } else if (request.method === 'PUT') {
      count('object writes');
      response.setHeader('ETag', '"0"');
      send(response, 200, '');
    } else {
      count('object reads');
      const stored = object(request.url?.split('?')[0] ?? '');
      if (stored) response.writeHead(200, { 'content-length': stored.length, ETag: '"0"' }).end(stored);
      else send(response, 404, '<Error><Code>NoSuchKey</Code></Error>');
    }
  };
  const server = createServer((request, response) => {
    request.on('end', () => answer(request, response)).resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeCounts() {
      const taken = counts;
      counts = {};
      return taken;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
