import type { Context } from 'aws-lambda';
import type { InvokeMessage } from './messages.ts';

const unsupported = () => {
  throw new Error('context.done, fail and succeed do not exist in Node 24 functions; return a promise.');
};

/** The second argument of a handler. */
export function createContext(message: InvokeMessage): Context {
  return {
    awsRequestId: message.requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: message.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: message.functionArn,
    memoryLimitInMB: String(message.memoryMb),
    logGroupName: message.logGroup,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, message.deadline - Date.now()),
    done: unsupported,
    fail: unsupported,
    succeed: unsupported,
  };
}
