import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { lambdaDispatcher } from '../../../src/aws/lambda-dispatcher.ts';

const EVENT = {
  jobId: '11111111-1111-4111-8111-111111111111',
  modelId: '1-model-1',
  prompt: 'Füchse 🦊',
  parameters: { seed: 0 },
  createdAt: '2026-11-20T12:00:00.000Z',
  totalModels: 1,
  reservedUsd: 0.04,
  correlationId: 'c',
};
const client = new LambdaClient({ region: 'us-east-1' });
const lambda = mockClient(client);
const dispatcher = lambdaDispatcher({ functionName: 'worker', client });

describe('starting a worker', () => {
  beforeEach(() => {
    lambda.reset();
  });

  it('invokes the function asynchronously with the whole event', async () => {
    lambda.on(InvokeCommand).resolves({ StatusCode: 202 });
    await dispatcher.dispatch(EVENT);
    const [call] = lambda.commandCalls(InvokeCommand);
    const { Payload, ...others } = call?.args[0].input ?? {};
    expect(others).toEqual({ FunctionName: 'worker', InvocationType: 'Event' });
    expect(JSON.parse(String(Payload))).toEqual(EVENT);
  });

  it('throws when Lambda does not accept the event', async () => {
    lambda.on(InvokeCommand).resolves({ StatusCode: 200 });
    await expect(dispatcher.dispatch(EVENT)).rejects.toThrow('200 instead of 202');
    lambda.on(InvokeCommand).rejects(new Error('throttled'));
    await expect(dispatcher.dispatch(EVENT)).rejects.toThrow('throttled');
  });

  const named = (name: string) => Object.assign(new Error(name), { name });
  const withSubstitute = lambdaDispatcher({ functionName: 'large', substitute: 'worker', client });

  it.each(['AccessDeniedException', 'ResourceNotFoundException'])(
    'invokes the substitute of a function that says %s',
    async (name) => {
      lambda.on(InvokeCommand, { FunctionName: 'large' }).rejects(named(name));
      lambda.on(InvokeCommand, { FunctionName: 'worker' }).resolves({ StatusCode: 202 });
      await withSubstitute.dispatch(EVENT);
      const calls = lambda.commandCalls(InvokeCommand).map((call) => call.args[0].input);
      expect(calls.map(({ FunctionName }) => FunctionName)).toEqual(['large', 'worker']);
      expect(calls[1]?.Payload).toEqual(calls[0]?.Payload);
      await expect(lambdaDispatcher({ functionName: 'large', client }).dispatch(EVENT)).rejects.toThrow(name);
    },
  );

  it('does not invoke a substitute where the function may have taken the event', async () => {
    lambda.on(InvokeCommand).rejects(named('TimeoutError'));
    await expect(withSubstitute.dispatch(EVENT)).rejects.toThrow('TimeoutError');
    expect(lambda.commandCalls(InvokeCommand)).toHaveLength(1);
  });
});
