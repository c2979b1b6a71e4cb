import { randomUUID } from 'node:crypto';
import type { FunctionError, Invocation } from './messages.ts';
import type { TenantMessage, ThreadGroup } from './thread-group.ts';

/** Code and surroundings of one function version; all its instances share it. */
export interface Runtime {
  functionName: string;
  functionArn: string;
  logGroup: string;
  exportName: string;
  /** The bundle. */
  file: string;
  environment: Readonly<Record<string, string>>;
  /** New credentials for an instance, as environment variables; `revoke` makes them worthless. */
  credentials(): { variables: Record<string, string>; revoke(): void };
  timeoutSeconds: number;
  memoryMb: number;
  clockAheadMs?: number;
  /** One line that the function wrote. */
  onLine(line: string): void;
  /** The instance kept running after its end, so its thread was stopped, with whatever else ran there. */
  onThreadLost(): void;
}

/** Whoever invokes a function and waits for what it returns. */
export interface Caller {
  /** Aborted when the caller gives up: an invocation that has not started then never will. */
  signal: AbortSignal;
  /** When the function has to have responded, in milliseconds since the epoch, however late it could start. */
  answerBy: number;
}

export type Outcome = { payload: string; error?: never } | { payload?: never; error: FunctionError };

/** One loaded instance of a function; it runs one invocation at a time. */
export interface Runner {
  /** Resolves with an init error, or `undefined` when the function is loaded. */
  ready: Promise<FunctionError | undefined>;
  /**
   * Never rejects. After a timeout or a crash the instance has ended. `not started` when its thread ended before the
   * function saw the event. Time in which the caller waited for an instance is not the function's any more, as it would
   * be told too late that it has failed.
   */
  invoke(payload: string, requestId?: string, answerBy?: number): Promise<Outcome | 'not started'>;
  /** Whether an invocation would begin at once. */
  isUsable(): boolean;
  hasEnded(): boolean;
  /** Ends the instance, as a crash would, and its thread when it does not obey. */
  end(): Promise<void>;
}

/** Lambda gives code 10 s to load, and then once more the time of the invocation that waits for it. */
const INIT_SECONDS = 10;
/** How long an instance may take to end before its thread is stopped. */
const END_GRACE_MS = 800;
/** The largest result of a function. */
const RESULT_BYTES = 6_291_556;

export function startRunner(runtime: Runtime, group: ThreadGroup): Runner {
  const { variables, revoke } = runtime.credentials();
  const { file, exportName, clockAheadMs = 0 } = runtime;
  /** Why the instance can no longer be used. */
  let endError: FunctionError | undefined;
  let isThreadLost = false;
  let hasStarted = false;
  let settleInvocation: ((outcome: Outcome | 'not started') => void) | undefined;
  let isInitialised = false;
  const ready = Promise.withResolvers<FunctionError | undefined>();
  const gone = Promise.withResolvers<void>();

  const place = group.take({ onMessage, onThreadEnd, onLine: runtime.onLine }, runtime.memoryMb);
  place.send({
    type: 'load',
    data: { file, exportName, clockAheadMs, environment: { ...runtime.environment, ...variables } },
  });
  const initSeconds = INIT_SECONDS + runtime.timeoutSeconds;
  const initTimer = setTimeout(() => {
    fail({ errorType: 'Sandbox.Timedout', errorMessage: `Init timed out after ${initSeconds} seconds` });
    void endInThread();
  }, initSeconds * 1000);

  function onMessage(message: TenantMessage) {
    if (message.type === 'line') runtime.onLine(message.text);
    else if (message.type === 'started') hasStarted = true;
    else if (message.type === 'ready') initialise(undefined);
    else if (message.type === 'result') finish(resultOf(message.payload));
    else if (message.type === 'error') finish({ error: message.error });
    else {
      if (message.error) fail(message.error);
      leave();
    }
  }

  function onThreadEnd(error: FunctionError) {
    isThreadLost = endError === undefined && isInitialised;
    if (isThreadLost && !hasStarted) finish('not started');
    fail(error);
    gone.resolve();
  }

  function initialise(error: FunctionError | undefined) {
    clearTimeout(initTimer);
    if (isInitialised) return;
    isInitialised = true;
    ready.resolve(error);
  }

  function finish(outcome: Outcome | 'not started') {
    const settle = settleInvocation;
    settleInvocation = undefined;
    settle?.(outcome);
  }

  /** Gives the instance up: whatever waits for it learns why, and what it still sends is refused. */
  function fail(error: FunctionError) {
    endError ??= error;
    revoke();
    initialise(error);
    finish({ error });
  }

  function leave() {
    place.leave();
    gone.resolve();
  }

  async function endInThread() {
    place.send({ type: 'end' });
    const grace = setTimeout(() => {
      runtime.onThreadLost();
      void place.endThread();
    }, END_GRACE_MS);
    await gone.promise;
    clearTimeout(grace);
  }

  return {
    ready: ready.promise,
    isUsable: () => endError === undefined && !place.isStuck(),
    hasEnded: () => endError !== undefined,
    async invoke(payload, requestId = randomUUID(), answerBy) {
      await ready.promise;
      if (endError) return isThreadLost ? 'not started' : { error: endError };
      const timer = setTimeout(() => {
        fail({
          errorType: 'Sandbox.Timedout',
          errorMessage: `RequestId: ${requestId} Error: Task timed out after ${runtime.timeoutSeconds.toFixed(2)} seconds`,
        });
        void endInThread();
      }, runtime.timeoutSeconds * 1000);
      try {
        return await new Promise<Outcome | 'not started'>((resolve) => {
          settleInvocation = resolve;
          hasStarted = false;
          place.send({ type: 'invoke', invocation: invocationOf(runtime, payload, requestId, answerBy) });
        });
      } finally {
        clearTimeout(timer);
      }
    },
    async end() {
      if (endError) return;
      fail({ errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited with error: exit status 1' });
      await endInThread();
    },
  };
}

function resultOf(payload: string): Outcome {
  if (Buffer.byteLength(payload) <= RESULT_BYTES) return { payload };
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${RESULT_BYTES} bytes).`;
  return { error: { errorType: 'Function.ResponseSizeTooLarge', errorMessage } };
}

function invocationOf(
  runtime: Runtime,
  payload: string,
  requestId: string,
  answerBy = Number.POSITIVE_INFINITY,
): Invocation {
  const { functionName, functionArn, memoryMb, logGroup, clockAheadMs = 0, timeoutSeconds } = runtime;
  const deadline = clockAheadMs + Math.min(answerBy, Date.now() + timeoutSeconds * 1000);
  return { payload, requestId, functionName, functionArn, memoryMb, logGroup, deadline };
}
