import type { Context } from 'aws-lambda';
import type { Invocation } from './messages.ts';

const unsupported = () => {
  throw new Error('context.done, fail and succeed do not exist in Node 24 functions; return a promise.');
};

/** The second argument of a handler. @param now the clock of the instance */
export function createContext(invocation: Invocation, now: () => number): Context {
  return {
    awsRequestId: invocation.requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: invocation.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: invocation.functionArn,
    memoryLimitInMB: String(invocation.memoryMb),
    logGroupName: invocation.logGroup,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, invocation.deadline - now()),
    done: unsupported,
    fail: unsupported,
    succeed: unsupported,
  };
}
