// Lambda's runtime loop: takes events from the Runtime API and hands them to the function, one at a time.
const path = require('node:path');

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const task = process.env.LAMBDA_TASK_ROOT;

async function main() {
  const [file, name] = splitHandler(process.env._HANDLER);
  const handler = require(path.join(task, file))[name];
  for (;;) {
    const next = await fetch(`${api}/invocation/next`);
    const requestId = next.headers.get('lambda-runtime-aws-request-id');
    const deadline = Number(next.headers.get('lambda-runtime-deadline-ms'));
    const context = {
      awsRequestId: requestId,
      functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      functionVersion: '$LATEST',
      invokedFunctionArn: next.headers.get('lambda-runtime-invoked-function-arn'),
      memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    };
    try {
      const result = await handler(await next.json(), context);
      await post(`invocation/${requestId}/response`, result ?? null);
    } catch (error) {
      await post(`invocation/${requestId}/error`, {
        errorType: error.name,
        errorMessage: error.message,
        stackTrace: String(error.stack).split('\n'),
      });
    }
  }
}

const post = (where, body) => fetch(`${api}/${where}`, { method: 'POST', body: JSON.stringify(body) });

/** `handlers/generate.handler` is the export `handler` of handlers/generate.js. */
function splitHandler(text) {
  const dot = text.lastIndexOf('.');
  return [text.slice(0, dot), text.slice(dot + 1)];
}

main();
