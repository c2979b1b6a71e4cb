import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Database, openDatabase } from '../../../local/database.ts';
import { createQueues } from '../../../local/sqs.ts';
import { temporaryFolder } from '../../helpers/local-stack/start.ts';

const ARN = 'arn:aws:sqs:us-east-1:123456789012:letters';
const QueueUrl = 'https://sqs.us-east-1.amazonaws.com/123456789012/letters';
const yes = () => true;

let folder: ReturnType<typeof temporaryFolder>;
let database: Database;
const open = () => {
  database = openDatabase(join(folder.path, 'state.db'));
  return createQueues(database);
};
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  jest.restoreAllMocks();
  database.close();
  folder.remove();
});

interface Message {
  Body: string;
  ReceiptHandle: string;
}
const received = async (queues: ReturnType<typeof createQueues>, MaxNumberOfMessages?: number) => {
  const input = { QueueUrl, ...(MaxNumberOfMessages !== undefined && { MaxNumberOfMessages }) };
  const { body } = await queues.answer('ReceiveMessage', input, yes);
  return ((body as { Messages?: Message[] }).Messages ?? []) as Message[];
};

describe('a queue', () => {
  it('keeps its messages over a restart until they are deleted', async () => {
    const before = open();
    await before.send(ARN, 'first');
    await before.send(ARN, 'second');
    await before.send(`${ARN}-of-others`, 'other');
    database.close();
    const queues = open();
    const [first, second] = await received(queues, 10);
    expect([first?.Body, second?.Body]).toEqual(['first', 'second']);
    await queues.answer('DeleteMessage', { QueueUrl, ReceiptHandle: first?.ReceiptHandle ?? '' }, yes);
    database.close();
    expect((await received(open(), 10)).map(({ Body }) => Body)).toEqual(['second']);
  });

  it('hands out a message once in 30 seconds, and one at a time unless more are asked for', async () => {
    const queues = open();
    await queues.send(ARN, 'first');
    await queues.send(ARN, 'second');
    expect((await received(queues)).map(({ Body }) => Body)).toEqual(['first']);
    expect((await received(queues, 10)).map(({ Body }) => Body)).toEqual(['second']);
    expect(await received(queues, 10)).toEqual([]);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 30_001);
    expect(await received(queues, 10)).toHaveLength(2);
  });

  it('asks whether the caller may, by the ARN of the queue, and knows no other operation', async () => {
    const queues = open();
    const asked: string[][] = [];
    const no = (...question: string[]) => {
      asked.push(question);
      return false;
    };
    expect(await queues.answer('ReceiveMessage', { QueueUrl }, no)).toMatchObject({ status: 403 });
    expect(asked).toEqual([['sqs:ReceiveMessage', ARN]]);
    expect(await queues.answer('PurgeQueue', { QueueUrl }, yes)).toMatchObject({ status: 501 });
  });
});
