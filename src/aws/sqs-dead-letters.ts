import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetters } from '../usecases/ports.ts';
import { clientOptions } from './client-options.ts';

export interface DeadLetterOptions {
  queueUrl: string;
  client?: SQSClient;
}

/**
 * The queue to which Lambda sends the events that no worker could take. A message that was received is hidden from
 * further calls for as long as a pass may last.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function sqsDeadLetters({ queueUrl, client = defaultClient() }: DeadLetterOptions): DeadLetters {
  return {
    async receive() {
      const command = new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 });
      const { Messages = [] } = await client.send(command);
      return Messages.map(({ ReceiptHandle = '', Body = '' }) => ({
        receipt: ReceiptHandle,
        jobId: jobOf(Body),
      }));
    },
    async delete(receipt) {
      await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: receipt }));
    },
  };
}

/** Of the event in Lambda's record; `undefined` for any other message. */
function jobOf(body: string): string | undefined {
  try {
    const jobId: unknown = JSON.parse(body).requestPayload.jobId;
    return typeof jobId === 'string' && /^[0-9a-f-]{36}$/.test(jobId) ? jobId : undefined;
  } catch {
    return undefined;
  }
}

/** The endpoint is that of the region, or what the environment says, not the address of the queue. */
function defaultClient(): SQSClient {
  return new SQSClient({ ...clientOptions({ attempts: 3, timeoutMs: 4000 }), useQueueUrlAsEndpoint: false });
}
