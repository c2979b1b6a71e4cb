/** What the stack and a thread of function instances say to each other. */
export interface InstanceData {
  /** The bundle, a CommonJS file. */
  file: string;
  /** The name of the handler's export. */
  exportName: string;
  environment: Readonly<Record<string, string>>;
  /** How far the clock of the instance runs ahead, in milliseconds; 0 except in tests. */
  clockAheadMs: number;
}

export interface Invocation {
  /** JSON. */
  payload: string;
  requestId: string;
  functionName: string;
  functionArn: string;
  memoryMb: number;
  logGroup: string;
  /** Milliseconds since the epoch. */
  deadline: number;
}

/** An error as Lambda reports it. */
export interface FunctionError {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

/** Each of these is acknowledged: by `ready` or `init-error`, by `started`, by `ended`, by `pong`. */
export type ToThread =
  | { type: 'load'; instance: number; data: InstanceData }
  | { type: 'invoke'; instance: number; invocation: Invocation }
  | { type: 'end'; instance: number }
  | { type: 'ping' };

export type FromThread =
  | { type: 'pong' }
  | { type: 'ready'; instance: number }
  | { type: 'init-error'; instance: number; error: FunctionError }
  | { type: 'started'; instance: number }
  | { type: 'result'; instance: number; payload: string }
  | { type: 'error'; instance: number; error: FunctionError }
  /** With an error when the instance ended itself: by `process.exit` or an uncaught exception. */
  | { type: 'ended'; instance: number; error?: FunctionError }
  | { type: 'line'; instance: number; text: string };
