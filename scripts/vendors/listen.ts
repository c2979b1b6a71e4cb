import { createServer as createHttp1, type IncomingHttpHeaders } from 'node:http';
import { createServer as createHttp2 } from 'node:http2';
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net';

/** What both versions of HTTP have in common. */
export interface VendorRequest extends AsyncIterable<unknown> {
  method?: string | undefined;
  url?: string | undefined;
  headers: IncomingHttpHeaders;
}

export interface VendorResponse {
  writeHead(status: number, headers?: Record<string, string>): unknown;
  end(data?: string | Uint8Array): unknown;
}

export type Answer = (request: VendorRequest, response: VendorResponse, reset: () => void) => void;

/** How an HTTP/2 client that expects no negotiation greets: the AWS SDK does for Bedrock. */
const HTTP2_PREFACE = 'PRI ';

/** Listens on the loopback interface for HTTP/1.1 and HTTP/2 without TLS, on one port. */
export async function listenForBoth(
  port: number,
  answer: Answer,
): Promise<{ url: string; close: () => Promise<void> }> {
  const http1 = createHttp1((request, response) => answer(request, response, () => request.socket.destroy()));
  const http2 = createHttp2((request, response) =>
    answer(request, response, () => request.stream.session?.destroy()),
  );
  const sockets = new Set<Socket>();
  const tcp = createTcp((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      const version = first.toString('latin1', 0, HTTP2_PREFACE.length) === HTTP2_PREFACE ? http2 : http1;
      version.emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  await new Promise<void>((resolve, reject) => {
    tcp.once('error', reject);
    tcp.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(tcp.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        tcp.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
