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

/** The items of the table with hash key `pk` and TTL `expiresAt` (epoch seconds). */
export interface DynamoTable {
  /** Changes one item. @returns the attributes asked for, `undefined` if the condition does not hold */
  update(key: string, input: Omit<UpdateItemCommandInput, 'TableName' | 'Key'>): Promise<Item | undefined>;
  /** A consistent read. @returns `undefined` if there is no such item */
  get(key: string): Promise<Item | undefined>;
}

export function dynamoTable({ table, client = dynamoClient() }: TableOptions): DynamoTable {
  return {
    async update(key, input) {
      try {
        const command = new UpdateItemCommand({ TableName: table, Key: { pk: { S: key } }, ...input });
        return (await client.send(command)).Attributes ?? {};
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
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
