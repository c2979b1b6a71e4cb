import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Dispatcher } from '../usecases/ports.ts';
import { clientOptions } from './client-options.ts';

/** What Lambda says of a function that is not there, or that the caller may not invoke: it took no event. */
const NOT_THERE = ['AccessDeniedException', 'ResourceNotFoundException'];

/**
 * Starts a worker function by an asynchronous invocation. The SDK repeats a request whose response was lost, so a
 * worker may be started twice; its claim lets only one of the two work.
 */
export function lambdaDispatcher({
  functionName,
  substitute,
  client = defaultClient(),
}: DispatcherOptions): Dispatcher {
  return {
    async dispatch(event) {
      const payload = JSON.stringify(event);
      try {
        await invoke(client, functionName, payload);
      } catch (error) {
        const isThere = !(error instanceof Error && NOT_THERE.includes(error.name));
        if (substitute === undefined || isThere) throw error;
        await invoke(client, substitute, payload);
      }
    },
  };
}

export interface DispatcherOptions {
  functionName: string;
  /** Takes the event while the stack goes back to a version without the function. */
  substitute?: string;
  client?: LambdaClient;
}

async function invoke(client: LambdaClient, functionName: string, payload: string): Promise<void> {
  const reply = await client.send(
    new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: payload }),
  );
  if (reply.StatusCode !== 202) throw new Error(`Lambda answered ${reply.StatusCode} instead of 202.`);
}

function defaultClient(): LambdaClient {
  return new LambdaClient(clientOptions({ attempts: 3, timeoutMs: 4000 }));
}
