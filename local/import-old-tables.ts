import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dynalite from 'dynalite';
import { callDirectly } from './dynalite-call.ts';
import { isMap, listOf, mapOrEmpty, type Value, type ValueMap } from './template/value.ts';

export interface OldTable {
  name: string;
  /** As CreateTable takes it. */
  description: ValueMap;
  items: { id: string; item: Value }[];
}

/** Everything in a folder that dynalite itself kept, as an earlier version of the stack had it. */
export async function readOldTables(folder: string): Promise<OldTable[]> {
  const server: Server = dynalite({ path: folder });
  const ask = async (operation: string, input: ValueMap): Promise<ValueMap> =>
    mapOrEmpty(JSON.parse((await callDirectly(server, operation, input)).body));
  // dynalite closes its database only with a server that listens; nobody calls this socket.
  const socket = `pixel-prompt-${randomUUID()}`;
  server.listen(process.platform === 'win32' ? `\\\\.\\pipe\\${socket}` : join(tmpdir(), `${socket}.sock`));
  await once(server, 'listening');
  try {
    const tables: OldTable[] = [];
    for (const TableName of listOf((await ask('ListTables', {})).TableNames)) {
      const { AttributeDefinitions = [], KeySchema = [] } = mapOrEmpty(
        (await ask('DescribeTable', { TableName })).Table,
      );
      const names = listOf(KeySchema).map((part) => String(mapOrEmpty(part).AttributeName));
      const items: OldTable['items'] = [];
      for (let from: ValueMap | undefined = {}; from !== undefined; ) {
        const page: ValueMap = await ask('Scan', { TableName, ...from });
        for (const item of listOf(page.Items)) {
          const id = JSON.stringify(
            Object.fromEntries(names.map((name) => [name, mapOrEmpty(item)[name] ?? null])),
          );
          items.push({ id, item });
        }
        from = isMap(page.LastEvaluatedKey) ? { ExclusiveStartKey: page.LastEvaluatedKey } : undefined;
      }
      const description = { TableName, BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions, KeySchema };
      tables.push({ name: String(TableName), description, items });
    }
    return tables;
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}
