import { Logger } from '@aws-lambda-powertools/logger';
import { oneLine } from './text.ts';

export type LogFields = Record<string, unknown>;

/** Structured log lines. What is logged holds no key, no address of a person, and no prompt. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A log that adds these fields to each of its lines. */
  with(fields: LogFields): Log;
}

type Sink = Pick<Logger, 'info' | 'warn' | 'error'>;

/** JSON lines through Powertools, which takes service name and level from its own variables. */
export function createLog(sink: Sink = new Logger(), fixed: LogFields = {}): Log {
  const line = (fields: LogFields = {}) =>
    Object.fromEntries(
      Object.entries({ ...fixed, ...fields }).map(([name, value]) => [
        name,
        typeof value === 'string' ? oneLine(value) : value,
      ]),
    );
  return {
    info: (message, fields) => sink.info(oneLine(message), line(fields)),
    warn: (message, fields) => sink.warn(oneLine(message), line(fields)),
    error: (message, fields) => sink.error(oneLine(message), line(fields)),
    with: (fields) => createLog(sink, { ...fixed, ...fields }),
  };
}
