// Loaded into every Node process of the rehearsal (NODE_OPTIONS=--import): requests to AWS's addresses of an API or a
// distribution go to the emulator, as it would be with DNS and TLS. Requests to anything else leave as they are.
import { request } from 'node:http';

const AWS_HOSTS = /\.(amazonaws\.com|cloudfront\.net)$/;
const fetchElsewhere = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const wanted = new Request(input, init);
  const url = new URL(wanted.url);
  if (!AWS_HOSTS.test(url.hostname)) return fetchElsewhere(input, init);
  const emulator = new URL(process.env.AWS_ENDPOINT_URL);
  const body = Buffer.from(await wanted.arrayBuffer());
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: emulator.hostname,
        port: emulator.port,
        method: wanted.method,
        path: url.pathname + url.search,
        headers: {
          ...Object.fromEntries(wanted.headers),
          host: url.host,
          'x-forwarded-proto': 'https',
          'content-length': body.length,
        },
        signal: wanted.signal,
      },
      async (incoming) => {
        const chunks = [];
        for await (const chunk of incoming) chunks.push(chunk);
        const headers = new Headers();
        for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
        const isEmpty = [204, 304].includes(incoming.statusCode);
        resolve(
          new Response(isEmpty ? null : Buffer.concat(chunks), { status: incoming.statusCode, headers }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
};
