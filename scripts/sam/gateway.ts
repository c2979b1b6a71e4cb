import { createServer, request as startRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Gateway {
  port: number;
  stop(): Promise<void>;
}

/**
 * Lets containers use the local AWS endpoint, which itself listens on loopback and answers to loopback names only.
 * @param target address of the endpoint, `http://127.0.0.1:4566`
 */
export async function startGateway(target: string, listenOn: string): Promise<Gateway> {
  const { hostname, port, host } = new URL(target);
  const server = createServer((request, response) => {
    const { expect: _, ...headers } = request.headers;
    const forwarded = startRequest(
      {
        hostname,
        port,
        method: request.method,
        path: request.url,
        headers: { ...headers, host, 'x-forwarded-host': request.headers.host },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    forwarded.on('error', () => {
      if (!response.headersSent) response.writeHead(502);
      response.end();
    });
    request.pipe(forwarded);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, listenOn, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
