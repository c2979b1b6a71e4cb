import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { sqsDeadLetters } from '../../../src/aws/sqs-dead-letters.ts';

const JOB = '11111111-1111-4111-8111-111111111111';
const queueUrl = 'https://sqs.us-east-1.amazonaws.com/123456789012/letters';
const client = new SQSClient({ region: 'us-east-1' });
const sqs = mockClient(client);
const letters = sqsDeadLetters({ queueUrl, client });

beforeEach(() => {
  sqs.reset();
});

describe('dead letters in SQS', () => {
  it('are received ten at a time, each with the job of the event that Lambda recorded', async () => {
    const record = { version: '1.0', requestPayload: { jobId: JOB, modelId: '1-a' } };
    const bodies = [JSON.stringify(record), 'no JSON', 'null', '{"requestPayload":{"jobId":"../x"}}'];
    const Messages = bodies.map((Body, index) => ({ Body, ReceiptHandle: `r${index}` }));
    sqs.on(ReceiveMessageCommand).resolvesOnce({ Messages }).resolves({});
    expect(await letters.receive()).toEqual([
      { receipt: 'r0', jobId: JOB },
      { receipt: 'r1', jobId: undefined },
      { receipt: 'r2', jobId: undefined },
      { receipt: 'r3', jobId: undefined },
    ]);
    expect(await letters.receive()).toEqual([]);
    const [call] = sqs.commandCalls(ReceiveMessageCommand);
    expect(call?.args[0].input).toEqual({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 });
  });

  it('are deleted by their receipt', async () => {
    sqs.on(DeleteMessageCommand).resolves({});
    await letters.delete('r0');
    const [call] = sqs.commandCalls(DeleteMessageCommand);
    expect(call?.args[0].input).toEqual({ QueueUrl: queueUrl, ReceiptHandle: 'r0' });
  });
});
