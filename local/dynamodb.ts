import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import dynalite from 'dynalite';
import type { Resolver } from './template/intrinsics.ts';
import type { Template } from './template/load.ts';
import { REGION } from './template/resources.ts';
import type { ValueMap } from './template/value.ts';

export interface DynamoDb {
  /** Answers one request whose body was already read, for the permission check. */
  handle(request: IncomingMessage, response: ServerResponse, body: Buffer): void;
  /** Creates a table, unless an earlier start did. @throws when the description is refused */
  createTable(description: ValueMap): Promise<void>;
  stop(): Promise<void>;
}

/** The properties of every table in the template, as CreateTable takes them. */
export function readTables(template: Template, resolver: Resolver): ValueMap[] {
  return Object.entries(template.resources)
    .filter(([, resource]) => resource.Type === 'AWS::DynamoDB::Table')
    .map(([id, resource]) => {
      const resolve = (name: string) =>
        resolver.resolve(resource.Properties[name], ['Resources', id, 'Properties', name]);
      const table: ValueMap = {
        TableName: resolver.text({ Ref: id }, ['Resources', id]),
        BillingMode: 'PAY_PER_REQUEST',
      };
      for (const name of [
        'AttributeDefinitions',
        'KeySchema',
        'GlobalSecondaryIndexes',
        'LocalSecondaryIndexes',
      ]) {
        const value = resolve(name);
        if (value !== undefined) table[name] = value;
      }
      return table;
    });
}

/** dynalite, with its tables in `folder`. */
export async function startDynamoDb(folder: string): Promise<DynamoDb> {
  const server: Server = dynalite({ path: folder, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  // dynalite closes its database only with a server that listens; nobody calls this socket.
  const name = `pixel-prompt-${randomUUID()}`;
  server.listen(process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`));
  await once(server, 'listening');

  const working = new Set<Promise<unknown>>();
  let stopped = false;

  return {
    handle({ method, url, headers }, response, body) {
      // A call of a function that ended with the stack, which comes late.
      if (stopped) return void response.destroy();
      const work = call(server, { method, url, headers, body }).then((reply) => {
        working.delete(work);
        response.writeHead(reply.status, reply.headers);
        response.end(reply.body);
      });
      working.add(work);
    },
    async createTable(description) {
      const reply = await callDirectly(server, 'CreateTable', description);
      if (reply.status === 200 || reply.body.includes('ResourceInUseException')) return;
      throw new Error(`DynamoDB refused the table: ${reply.body}`);
    },
    async stop() {
      stopped = true;
      // dynalite throws, with nobody to catch it, where its database closes under its hands.
      await Promise.all(working);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

interface Call extends Pick<IncomingMessage, 'method' | 'url' | 'headers'> {
  body: Buffer;
}

interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Hands a request to dynalite and collects the reply. */
function call(server: Server, { body, ...request }: Call): Promise<Reply> {
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
function callDirectly(server: Server, operation: string, input: ValueMap): Promise<Reply> {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${operation}`,
    'x-amz-date': '20260101T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=stack/20260101/${REGION}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
  };
  return call(server, { method: 'POST', url: '/', headers, body: Buffer.from(JSON.stringify(input)) });
}
