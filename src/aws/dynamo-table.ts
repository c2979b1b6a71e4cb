import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { clientOptions } from './client-options.ts';

export interface TableOptions {
  table: string;
  client?: DynamoDBClient;
}

export type Item = Record<string, AttributeValue>;

export interface Update {
  /** The attributes asked for; `undefined` if the condition does not hold. */
  item: Item | undefined;
  /** Requests that the SDK sent, the first one included. */
  attempts: number;
}

/** The items of the table with hash key `pk` and TTL `expiresAt` (epoch seconds). */
export interface DynamoTable {
  /** Changes one item. */
  update(key: string, input: Omit<UpdateItemCommandInput, 'TableName' | 'Key'>): Promise<Update>;
  /** A consistent read. @returns `undefined` if there is no such item */
  get(key: string): Promise<Item | undefined>;
  /** Consistent reads of many items; the map lacks those that do not exist. */
  getMany(keys: readonly string[]): Promise<Map<string, Item>>;
}

/** BatchGetItem takes at most this many keys. */
const READ_BATCH = 100;
/** How often keys are requested again that DynamoDB left unread. */
const READ_ROUNDS = 5;

export function dynamoTable({ table, client = dynamoClient() }: TableOptions): DynamoTable {
  return {
    async update(key, input) {
      try {
        const command = new UpdateItemCommand({ TableName: table, Key: { pk: { S: key } }, ...input });
        const { Attributes = {}, $metadata } = await client.send(command);
        return { item: Attributes, attempts: $metadata?.attempts ?? 1 };
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException)
          return { item: undefined, attempts: error.$metadata?.attempts ?? 1 };
        throw error;
      }
    },
    async get(key) {
      const command = new GetItemCommand({ TableName: table, Key: { pk: { S: key } }, ConsistentRead: true });
      return (await client.send(command)).Item;
    },
    async getMany(keys) {
      const found = new Map<string, Item>();
      const distinct = [...new Set(keys)];
      for (let start = 0; start < distinct.length; start += READ_BATCH) {
        await readBatch(client, table, distinct.slice(start, start + READ_BATCH), found);
      }
      return found;
    },
  };
}

async function readBatch(client: DynamoDBClient, table: string, keys: string[], found: Map<string, Item>) {
  let open = keys.map((key) => ({ pk: { S: key } }));
  for (let round = 1; open.length > 0; round += 1) {
    if (round > READ_ROUNDS) throw new Error('DynamoDB left items unread.');
    const reply = await client.send(
      new BatchGetItemCommand({ RequestItems: { [table]: { Keys: open, ConsistentRead: true } } }),
    );
    for (const item of reply.Responses?.[table] ?? []) {
      if (item.pk?.S !== undefined) found.set(item.pk.S, item);
    }
    open = (reply.UnprocessedKeys?.[table]?.Keys ?? []).flatMap(({ pk }) =>
      pk?.S === undefined ? [] : [{ pk: { S: pk.S } }],
    );
  }
}

let shared: DynamoDBClient | undefined;

/** The client of all stores of a function: they share its connections, and it is configured once. */
export function dynamoClient(): DynamoDBClient {
  shared ??= new DynamoDBClient(clientOptions({ attempts: 6, timeoutMs: 2000 }));
  return shared;
}
