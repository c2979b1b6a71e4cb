// Runs inside a function's worker thread: loads the bundle once, then one invocation after the other.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { createContext } from './context.ts';
import type { FunctionError, InvokeMessage, ThreadData, ThreadMessage } from './messages.ts';

type Handler = (event: unknown, context: unknown) => unknown;

const { file, exportName, clockAheadMs }: ThreadData = workerData;
const port = parentPort;
const send = (message: ThreadMessage) => port?.postMessage(message);

if (clockAheadMs !== 0) {
  const realNow = Date.now;
  Date.now = () => realNow() + clockAheadMs;
}

let handler: Handler | undefined;
try {
  handler = await load();
  send({ type: 'ready' });
} catch (error) {
  send({ type: 'init-error', error: describe(error) });
}

port?.on('message', async (message: InvokeMessage) => {
  try {
    const result = await handler?.(JSON.parse(message.payload), createContext(message));
    send({ type: 'result', payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    send({ type: 'error', error: describe(error) });
  }
});

async function load(): Promise<Handler> {
  const loaded: Record<string, unknown> = file.endsWith('.cjs')
    ? createRequire(import.meta.url)(file)
    : await import(pathToFileURL(file).href);
  const found = loaded[exportName];
  if (typeof found !== 'function') throw new Error(`${exportName} is undefined or not exported`);
  return (event, context) => Reflect.apply(found, undefined, [event, context]);
}

function describe(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}
