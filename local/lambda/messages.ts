/** What a function's thread and the stack say to each other. */
export interface ThreadData {
  /** The bundle to load. */
  file: string;
  /** The name of its export. */
  exportName: string;
  /** How far the function's clock runs ahead, in milliseconds; 0 but in tests of what only time brings about. */
  clockAheadMs: number;
}

export interface InvokeMessage {
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

export type ThreadMessage =
  | { type: 'ready' }
  | { type: 'init-error'; error: FunctionError }
  | { type: 'result'; payload: string }
  | { type: 'error'; error: FunctionError };
