import { Worker } from 'node:worker_threads';
import { errorCode } from '../fault.ts';
import type { FromThread, FunctionError, ToThread } from './messages.ts';
import { splitLines } from './split-lines.ts';

/** A thread's place for one instance. */
export interface Place {
  send(message: PlaceMessage): void;
  /** Whether the thread has not reacted for so long that something must be keeping it busy. */
  isStuck(): boolean;
  /** Says that the instance has ended. */
  leave(): void;
  /** Ends the thread, and so everything in it. */
  endThread(): Promise<void>;
}

type Without<Message, Name extends string> = Message extends unknown ? Omit<Message, Name> : never;
export type PlaceMessage = Without<Extract<ToThread, { instance: number }>, 'instance'>;
export type TenantMessage = Extract<FromThread, { instance: number }>;

export interface Tenant {
  onMessage(message: TenantMessage): void;
  /** The thread has ended although the instance had not left. */
  onThreadEnd(error: FunctionError): void;
  /** A line that native code or the thread itself printed. */
  onLine(line: string): void;
}

/** Threads that host instances of functions. */
export interface ThreadGroup {
  /** A place in the thread with the fewest instances. @param heapMb bounds the JavaScript heap of a thread of its own */
  take(tenant: Tenant, heapMb: number): Place;
  stop(): Promise<void>;
}

const THREAD = new URL('./thread.ts', import.meta.url);
/** A thread that is silent for longer is not given more work, and another may take its place. */
const STUCK_AFTER_MS = 1000;
/** How often a thread that is at work is asked for a sign of life. */
const PING_MS = 400;

/** @param most instances share so many threads; `isolated` gives each one a thread of its own */
export function createThreadGroup(most: number | 'isolated'): ThreadGroup {
  const threads = new Set<Thread>();
  let nextId = 0;

  function open(heapMb?: number): Thread {
    const thread = startThread(heapMb, () => threads.delete(thread));
    threads.add(thread);
    return thread;
  }

  function choose(heapMb: number): Thread {
    if (most === 'isolated') return open(heapMb);
    const usable = [...threads].filter((thread) => !thread.isStuck());
    if (usable.length < most) return open();
    return usable.reduce((best, thread) => (thread.tenants.size < best.tenants.size ? thread : best));
  }

  return {
    take(tenant, heapMb) {
      const thread = choose(heapMb);
      const instance = ++nextId;
      thread.tenants.set(instance, tenant);
      return {
        send: (message) => thread.post({ ...message, instance }),
        isStuck: thread.isStuck,
        leave() {
          thread.tenants.delete(instance);
          if (most === 'isolated') void thread.end();
        },
        endThread: thread.end,
      };
    },
    async stop() {
      await Promise.all([...threads].map((thread) => thread.end()));
    },
  };
}

interface Thread {
  tenants: Map<number, Tenant>;
  post(message: ToThread): void;
  isStuck(): boolean;
  end(): Promise<void>;
}

function startThread(heapMb: number | undefined, onEnd: () => void): Thread {
  const worker = new Worker(THREAD, {
    env: {},
    argv: [],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdin: false,
    stdout: true,
    stderr: true,
    ...(heapMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapMb } }),
  });
  const tenants = new Map<number, Tenant>();
  /** Messages that wait for their acknowledgement, and since when the thread is silent. */
  let unanswered = 0;
  let silentSince = 0;
  /** Instances in the middle of an invocation. */
  const running = new Set<number>();

  const onLine = (line: string) => tenants.values().next().value?.onLine(line);
  splitLines(worker.stdout, onLine);
  splitLines(worker.stderr, onLine);
  worker.on('message', (message: FromThread) => {
    silentSince = Date.now();
    if (isAcknowledgement(message)) unanswered -= 1;
    if (message.type === 'pong') return;
    if (DONE.has(message.type)) running.delete(message.instance);
    tenants.get(message.instance)?.onMessage(message);
  });
  const pinging = setInterval(() => {
    if (running.size > 0 && unanswered === 0) post({ type: 'ping' });
  }, PING_MS);
  pinging.unref();
  const fail = (error: FunctionError) => {
    clearInterval(pinging);
    onEnd();
    const left = [...tenants.values()];
    tenants.clear();
    for (const tenant of left) tenant.onThreadEnd(error);
  };
  worker.on('error', (cause) => {
    const isTooBig = errorCode(cause) === 'ERR_WORKER_OUT_OF_MEMORY';
    const errorMessage = cause instanceof Error ? cause.message : String(cause);
    fail({ errorType: isTooBig ? 'Runtime.OutOfMemory' : 'Runtime.UnhandledError', errorMessage });
  });
  worker.on('exit', (code) =>
    fail({ errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with error: exit status ${code}` }),
  );

  function post(message: ToThread) {
    if (unanswered === 0) silentSince = Date.now();
    unanswered += 1;
    if (message.type === 'invoke') running.add(message.instance);
    worker.postMessage(message);
  }

  return {
    tenants,
    post,
    isStuck: () => unanswered > 0 && Date.now() - silentSince > STUCK_AFTER_MS,
    async end() {
      onEnd();
      await worker.terminate();
    },
  };
}

/** An instance that ends itself says so with an error, unasked. */
function isAcknowledgement({ type, ...message }: FromThread): boolean {
  if (type === 'ended') return !('error' in message);
  return type === 'ready' || type === 'init-error' || type === 'started' || type === 'pong';
}

const DONE: ReadonlySet<FromThread['type']> = new Set(['result', 'error', 'ended']);
