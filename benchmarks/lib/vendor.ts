import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A server that speaks OpenAI's images route, with as many models as there are times; all of them draw one picture. */
export interface Vendor {
  /** Milliseconds that each model takes; may be changed while the vendor runs. */
  timesMs: readonly number[];
  /** Settings of one slot for each model, as `ModelOverrides` has them. */
  overrides: Record<string, { provider: string; model: string; baseUrl: string }>;
  stop(): Promise<void>;
}

export async function startVendor(timesMs: readonly number[], picture: Uint8Array): Promise<Vendor> {
  const body = JSON.stringify({ created: 0, data: [{ b64_json: Buffer.from(picture).toString('base64') }] });
  const server = createServer((request, response) => {
    const arrived = performance.now();
    let text = '';
    request.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', async () => {
      const { model } = JSON.parse(text) as { model: string };
      const timeMs = vendor.timesMs[Number(model.slice('draw-'.length)) - 1] ?? 0;
      await wait(Math.max(0, timeMs - (performance.now() - arrived)));
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const settings = (slot: number) => ({ provider: 'openai-compatible', model: `draw-${slot}`, baseUrl });
  const vendor: Vendor = {
    timesMs,
    overrides: Object.fromEntries(timesMs.map((_, index) => [String(index + 1), settings(index + 1)])),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return vendor;
}

/** Parameters of a stack with one slot for each model of the vendor. */
export const vendorSlots = ({ overrides, timesMs }: Vendor): Record<string, string | number> => ({
  ModelCount: timesMs.length,
  ...Object.fromEntries(timesMs.map((_, index) => [`Model${index + 1}Name`, `Bench ${index + 1}`])),
  ModelOverrides: JSON.stringify(overrides),
  PromptModelIndex: 0,
  GlobalRateLimit: 100_000,
  IPRateLimit: 100_000,
});
