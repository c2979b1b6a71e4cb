import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Dispatcher } from '../usecases/ports.ts';
import { clientOptions } from './client-options.ts';

/**
 * Starts the worker function by an asynchronous invocation. The SDK repeats a request whose response was lost, so a
 * worker may be started twice; its claim lets only one of the two work.
 */
export function lambdaDispatcher({ functionName, client = defaultClient() }: DispatcherOptions): Dispatcher {
  return {
    async dispatch(event) {
      const reply = await client.send(
        new InvokeCommand({
          FunctionName: functionName,
          InvocationType: 'Event',
          Payload: JSON.stringify(event),
        }),
      );
      if (reply.StatusCode !== 202) throw new Error(`Lambda answered ${reply.StatusCode} instead of 202.`);
    },
  };
}

export interface DispatcherOptions {
  functionName: string;
  client?: LambdaClient;
}

function defaultClient(): LambdaClient {
  return new LambdaClient(clientOptions({ attempts: 3, timeoutMs: 4000 }));
}
