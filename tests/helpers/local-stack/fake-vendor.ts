import { createServer } from 'node:http';
import sharp from 'sharp';

export interface FakeVendor {
  /** `http://127.0.0.1:…/{behaviour}/v1` is the base address of a server that behaves like that. */
  url: string;
  /** Requests so far, by behaviour. */
  count(behaviour: string): number;
  stop(): Promise<void>;
}

/** An OpenAI-compatible image server whose first path segment says how it responds. */
export async function startFakeVendor(): Promise<FakeVendor> {
  const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#c33' } })
    .png()
    .toBuffer();
  const counts = new Map<string, number>();
  const server = createServer(async (request, response) => {
    for await (const _chunk of request);
    const behaviour = request.url?.split('/')[1] ?? '';
    counts.set(behaviour, (counts.get(behaviour) ?? 0) + 1);
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (behaviour.startsWith('never')) return;
    const status = Number(behaviour);
    if (status >= 400) return send(status, { error: { message: 'refused on purpose', type: 'test' } });
    if (behaviour === 'garbage')
      return send(200, { data: [{ b64_json: Buffer.from('no picture').toString('base64') }] });
    send(200, { data: [{ b64_json: picture.toString('base64') }] });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    count: (behaviour) => counts.get(behaviour) ?? 0,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Parameters for one slot per behaviour, all of them at the fake vendor. */
export function vendorParameters(vendor: FakeVendor, behaviours: readonly string[]) {
  const names = behaviours.map((behaviour, index) => [`Model${index + 1}Name`, `Fake ${behaviour}`]);
  const overrides = behaviours.map((behaviour, index) => [
    String(index + 1),
    {
      provider: 'openai-compatible',
      model: 'fake',
      baseUrl: `${vendor.url}/${behaviour}/v1`,
      timeoutSeconds: 5,
    },
  ]);
  return {
    ModelCount: behaviours.length,
    PromptModelIndex: 0,
    ModelOverrides: JSON.stringify(Object.fromEntries(overrides)),
    ...Object.fromEntries(names),
  };
}
