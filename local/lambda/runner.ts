import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { errorCode } from '../fault.ts';
import type { FunctionError, InvokeMessage, ThreadData, ThreadMessage } from './messages.ts';
import { splitLines } from './split-lines.ts';

/** Code and surroundings of one function version; all its threads share it. */
export interface Runtime {
  functionName: string;
  functionArn: string;
  logGroup: string;
  exportName: string;
  /** The bundle. */
  file: string;
  environment: Readonly<Record<string, string>>;
  timeoutSeconds: number;
  memoryMb: number;
  clockAheadMs?: number;
  /** One line that the function wrote. */
  onLine(line: string): void;
}

export type Outcome = { payload: string; error?: never } | { payload?: never; error: FunctionError };

/** One thread that has loaded a function; it runs one invocation at a time. */
export interface Runner {
  /** Resolves with an init error, or `undefined` when the function is loaded. */
  ready: Promise<FunctionError | undefined>;
  /** Never rejects. After a timeout or a crash the thread has ended. */
  invoke(payload: string, requestId?: string): Promise<Outcome>;
  ended(): boolean;
  end(): Promise<void>;
}

const THREAD = new URL('./thread.ts', import.meta.url);
/** Lambda gives code 10 s to load, and then once more the time of the invocation that waits for it. */
const INIT_SECONDS = 10;

export function startRunner(runtime: Runtime): Runner {
  const { file, exportName, clockAheadMs = 0 } = runtime;
  const workerData: ThreadData = { file, exportName, clockAheadMs };
  const worker = new Worker(THREAD, {
    workerData,
    env: { ...runtime.environment },
    argv: [],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: runtime.memoryMb },
  });
  splitLines(worker.stdout, runtime.onLine);
  splitLines(worker.stderr, runtime.onLine);

  let ended = false;
  let initialised: FunctionError | 'ready' | undefined;
  let settleReady: (error: FunctionError | undefined) => void = () => {};
  let settleInvocation: ((outcome: Outcome) => void) | undefined;
  const ready = new Promise<FunctionError | undefined>((resolve) => {
    settleReady = resolve;
  });
  const finish = (outcome: Outcome) => {
    const settle = settleInvocation;
    settleInvocation = undefined;
    settle?.(outcome);
  };
  const initialise = (state: FunctionError | 'ready') => {
    if (initialised) return;
    initialised = state;
    clearTimeout(initTimer);
    settleReady(state === 'ready' ? undefined : state);
  };
  const stop = (error: FunctionError) => {
    initialise(error);
    finish({ error });
    void worker.terminate();
  };
  const initSeconds = INIT_SECONDS + runtime.timeoutSeconds;
  const initTimer = setTimeout(
    () =>
      stop({ errorType: 'Sandbox.Timedout', errorMessage: `Init timed out after ${initSeconds} seconds` }),
    initSeconds * 1000,
  );

  worker.on('message', (message: ThreadMessage) => {
    if (message.type === 'ready') initialise('ready');
    else if (message.type === 'init-error') initialise(message.error);
    else if (message.type === 'result') finish({ payload: message.payload });
    else finish({ error: message.error });
  });
  worker.on('error', (cause) => {
    const message = cause instanceof Error ? cause.message : String(cause);
    const tooBig = errorCode(cause) === 'ERR_WORKER_OUT_OF_MEMORY';
    stop({ errorType: tooBig ? 'Runtime.OutOfMemory' : 'Runtime.UnhandledError', errorMessage: message });
  });
  worker.on('exit', (code) => {
    ended = true;
    stop({ errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with error: exit status ${code}` });
  });

  async function invoke(payload: string, requestId: string = randomUUID()): Promise<Outcome> {
    const initError = await ready;
    if (initError) {
      // As on Lambda, the next invocation loads the code again, in a new thread.
      await end();
      return { error: initError };
    }
    if (ended)
      return {
        error: { errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited before the invocation' },
      };
    const milliseconds = runtime.timeoutSeconds * 1000;
    const message: InvokeMessage = {
      payload,
      requestId,
      functionName: runtime.functionName,
      functionArn: runtime.functionArn,
      memoryMb: runtime.memoryMb,
      logGroup: runtime.logGroup,
      deadline: Date.now() + (runtime.clockAheadMs ?? 0) + milliseconds,
    };
    const timer = setTimeout(() => {
      ended = true;
      stop({
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${requestId} Error: Task timed out after ${runtime.timeoutSeconds.toFixed(2)} seconds`,
      });
    }, milliseconds);
    try {
      return await new Promise<Outcome>((resolve) => {
        settleInvocation = resolve;
        worker.postMessage(message);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  async function end() {
    ended = true;
    clearTimeout(initTimer);
    await worker.terminate();
  }

  return { ready, invoke, ended: () => ended, end };
}
