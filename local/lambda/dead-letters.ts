import type { Policies } from '../policies.ts';
import type { Queues } from '../sqs.ts';
import type { FunctionSpec } from '../template/functions.ts';
import type { DeadLetter } from './async-queue.ts';

interface Tools {
  configuration: { policies: Policies };
  queues: Queues;
  onProblem(text: string): void;
}

/**
 * Sends an event that failed for good to the queue of its function, in the words of Lambda, if the function may send it.
 * @throws if it could not be stored
 */
export async function putAside(
  { condition, event, error }: DeadLetter,
  spec: FunctionSpec | undefined,
  { configuration, queues, onProblem }: Tools,
): Promise<void> {
  const { functionId, id, attempts, payload } = event;
  const queueArn = spec?.events.onFailure;
  const caller = { kind: 'function' as const, logicalId: functionId };
  onProblem(`${functionId}: an event failed for good (${condition})`);
  if (spec === undefined || queueArn === undefined) return;
  if (!configuration.policies.allows(caller, { action: 'sqs:SendMessage', resource: queueArn })) {
    onProblem(`${functionId} may not send its failed events to ${queueArn}`);
    return;
  }
  const record = {
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId: id,
      functionArn: `${spec.arn}:$LATEST`,
      condition,
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(payload),
    ...(error && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: error,
    }),
  };
  try {
    await queues.send(queueArn, JSON.stringify(record));
  } catch (cause) {
    onProblem(`${functionId}: an event that failed for good could not be put aside: ${String(cause)}`);
    throw cause;
  }
}
