import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorCode, StackFault, tellOf } from './fault.ts';

export interface Listener {
  url: string;
  port: number;
  stop(): Promise<void>;
}

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

const LOOPBACK = '127.0.0.1';

/** Serves on loopback only. `variable` is what a person sets to choose another port. @throws StackFault */
export async function listen(port: number, variable: string, handler: RequestHandler): Promise<Listener> {
  const server: Server = createServer(
    {
      maxHeaderSize: 64 * 1024,
      keepAliveTimeout: 65_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 5000,
    },
    (request, response) => {
      Promise.resolve(handler(request, response)).catch((error: unknown) => {
        // The client disconnected.
        if (response.destroyed || request.errored) {
          response.destroy();
          return;
        }
        process.stderr.write(`${request.method} ${request.url?.split('?')[0]}: ${tellOf(error)}\n`);
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    },
  );
  server.on('clientError', answerBroken);
  server.listen(port, LOOPBACK);
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EADDRINUSE') {
      throw new StackFault(
        `Port ${port} is in use. Stop what uses it, or choose another: ${variable}=${port + 1} npm start`,
      );
    }
    if (code === 'EACCES')
      throw new StackFault(`Port ${port} cannot be used; choose one above 1023 with ${variable}.`);
    throw error;
  }
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${LOOPBACK}:${actual}`,
    port: actual,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** For what Node refuses before there is a request. */
const BROKEN: Record<string, readonly [status: string, code: string, error: string]> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'PAYLOAD_TOO_LARGE',
    'The headers are too long.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    '408 Request Timeout',
    'INVALID_PARAMETER',
    'The request did not arrive in time.',
  ],
};

function answerBroken(error: Error, socket: Duplex) {
  if (!socket.writable || errorCode(error) === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, code, sentence] = BROKEN[errorCode(error) ?? ''] ?? [
    '400 Bad Request',
    'INVALID_PARAMETER',
    'This is not a valid HTTP request.',
  ];
  const body = JSON.stringify({ message: sentence, error: sentence, code, requestId: randomUUID() });
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\naccess-control-allow-origin: *\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** Until there is something to answer with. */
export const answerStarting: RequestHandler = (_request, response) => {
  response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1' });
  response.end('The stack is starting.\n');
};
