import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import dynalite from 'dynalite';
import type { Database } from './database.ts';
import { type Call, call, callDirectly, type Reply } from './dynalite-call.ts';
import { StackFault } from './fault.ts';
import { type ItemKey, keepItems } from './kept-items.ts';
import type { Resolver } from './template/intrinsics.ts';
import type { Template } from './template/load.ts';
import { listOf, mapOrEmpty, type ValueMap } from './template/value.ts';

export interface DynamoDb {
  /** Answers one request whose body was already read, for the permission check. @param input the body as JSON */
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
    operation: string,
    input: ValueMap,
  ): void;
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

/** Operations that change items, with the way to the keys that they touch. */
const CHANGES: Readonly<Record<string, (input: ValueMap) => Touched[]>> = {
  UpdateItem: (input) => [{ table: String(input.TableName), key: mapOrEmpty(input.Key) }],
  DeleteItem: (input) => [{ table: String(input.TableName), key: mapOrEmpty(input.Key) }],
  PutItem: (input) => [{ table: String(input.TableName), key: mapOrEmpty(input.Item) }],
  BatchWriteItem: (input) =>
    Object.entries(mapOrEmpty(input.RequestItems)).flatMap(([table, requests]) =>
      listOf(requests).map((request) => {
        const { PutRequest, DeleteRequest } = mapOrEmpty(request);
        return { table, key: mapOrEmpty(mapOrEmpty(PutRequest).Item ?? mapOrEmpty(DeleteRequest).Key) };
      }),
    ),
};

interface Touched {
  table: string;
  /** The key, or a whole item. */
  key: ValueMap;
}

/**
 * dynalite holds the tables in memory; each item that a request changes is in the database before the answer is sent.
 * @throws StackFault where a table that was kept is refused
 */
export async function startDynamoDb(database: Database): Promise<DynamoDb> {
  const server: Server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const items = keepItems(server, database);
  const saveTable = database.prepare(
    'INSERT OR REPLACE INTO tableDescription (name, description) VALUES (?, ?)',
  );
  const removeTable = database.prepare('DELETE FROM tableDescription WHERE name = ?');
  const removeItems = database.prepare('DELETE FROM item WHERE tableName = ?');
  /** Names of the key attributes by table. */
  const keyNames = new Map<string, string[]>();
  const working = new Set<Promise<unknown>>();
  let stopped = false;

  const primaryKey = ({ table, key }: Touched): ItemKey => ({
    table,
    key: Object.fromEntries((keyNames.get(table) ?? []).map((name) => [name, key[name] ?? null])),
  });

  function addTable(description: ValueMap): string {
    const name = String(description.TableName);
    keyNames.set(
      name,
      listOf(description.KeySchema).map((part) => String(mapOrEmpty(part).AttributeName)),
    );
    return name;
  }

  async function saveTables(operation: string, input: ValueMap) {
    if (operation === 'CreateTable') {
      const name = addTable(input);
      await database.write(() => saveTable.run(name, JSON.stringify(input)));
    }
    if (operation === 'DeleteTable') {
      const name = String(input.TableName);
      keyNames.delete(name);
      await database.write(() => {
        removeTable.run(name);
        removeItems.run(name);
      });
    }
  }

  async function perform(request: Call, operation: string, input: ValueMap): Promise<Reply> {
    const touched = CHANGES[operation]?.(input) ?? [];
    const ask = () => call(server, request);
    const reply = await (touched.length > 0 ? items.change(touched.map(primaryKey), ask) : items.read(ask));
    if (reply.status === 200) await saveTables(operation, input);
    return reply;
  }

  const dynamoDb: DynamoDb = {
    handle({ method, url, headers }, response, body, operation, input) {
      // A call of a function that ended with the stack, which comes late.
      if (stopped) return void response.destroy();
      const work = perform({ method, url, headers, body }, operation, input)
        .catch((error): Reply => {
          process.stderr.write(`local DynamoDB: ${error instanceof Error ? error.message : String(error)}\n`);
          const body =
            '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"Internal server error"}';
          return { status: 500, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
        })
        .then((reply) => {
          working.delete(work);
          response.writeHead(reply.status, reply.headers);
          response.end(reply.body);
        });
      working.add(work);
    },
    async createTable(description) {
      if (keyNames.has(String(description.TableName))) return;
      await createIn(server, description);
      await saveTables('CreateTable', description);
    },
    async stop() {
      stopped = true;
      await Promise.all(working);
    },
  };

  const kept = database.prepare('SELECT description FROM tableDescription').all();
  const itemsOf = database.prepare('SELECT item FROM item WHERE tableName = ?');
  for (const { description } of kept) {
    const table: ValueMap = JSON.parse(String(description));
    await createIn(server, table);
    const name = addTable(table);
    for (const { item } of itemsOf.iterate(name)) {
      const reply = await callDirectly(server, 'PutItem', {
        TableName: name,
        Item: JSON.parse(String(item)),
      });
      if (reply.status !== 200) throw new StackFault(`DynamoDB refused an item that was kept: ${reply.body}`);
    }
  }
  return dynamoDb;
}

async function createIn(server: Server, description: ValueMap): Promise<void> {
  const reply = await callDirectly(server, 'CreateTable', description);
  if (reply.status !== 200) throw new StackFault(`DynamoDB refused the table: ${reply.body}`);
  // It takes a moment to become active.
  const TableName = String(description.TableName);
  for (;;) {
    const { body } = await callDirectly(server, 'DescribeTable', { TableName });
    if (mapOrEmpty(mapOrEmpty(JSON.parse(body)).Table).TableStatus === 'ACTIVE') return;
    await turn();
  }
}
