import {
  type AttributeValue,
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
}

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
  };
}

export function dynamoClient(): DynamoDBClient {
  return new DynamoDBClient(clientOptions({ attempts: 6, timeoutMs: 2000 }));
}
