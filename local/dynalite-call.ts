import type { IncomingMessage, Server } from 'node:http';
import { Readable } from 'node:stream';
import { REGION } from './template/resources.ts';
import type { ValueMap } from './template/value.ts';

/** A request whose body was read. */
export interface Call extends Pick<IncomingMessage, 'method' | 'url' | 'headers'> {
  body: Buffer;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Hands a request to dynalite and collects the reply. */
export function call(server: Server, { body, ...request }: Call): Promise<Reply> {
  return new Promise((resolve) => {
    const headers: Record<string, string> = {};
    const response = {
      statusCode: 200,
      setHeader(name: string, value: string | number) {
        headers[name] = String(value);
      },
      removeHeader: (name: string) => delete headers[name],
      end(text: string | Buffer | undefined) {
        resolve({ status: this.statusCode, headers, body: String(text ?? '') });
      },
    };
    server.emit('request', Object.assign(Readable.from([body]), request), response);
  });
}

/** A call from inside the process: no socket, no signature. */
export function callDirectly(server: Server, operation: string, input: ValueMap): Promise<Reply> {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${operation}`,
    'x-amz-date': '20260101T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=stack/20260101/${REGION}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
  };
  return call(server, { method: 'POST', url: '/', headers, body: Buffer.from(JSON.stringify(input)) });
}
