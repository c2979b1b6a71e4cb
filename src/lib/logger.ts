import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from './log.ts';
import { forLog } from './sanitise.ts';

/** Characters of one field. */
const LONGEST = 1000;

type Fields = Record<string, unknown>;

/** The log of one function. Lambda runs one request at a time, so there is one context at a time. */
export interface RequestLog extends Log {
  /** Adds these fields to each line from now on, in place of those of the request before. */
  setContext(fields: Fields): void;
}

type Sink = Pick<Logger, 'info' | 'warn' | 'error'>;

/** JSON lines through Powertools, which takes service name and level from its own variables. */
export function createLog(sink: Sink = new Logger()): RequestLog {
  let context: Fields = {};
  const line = (fields: Fields) =>
    Object.fromEntries(
      Object.entries({ ...context, ...fields }).map(([name, value]) => [
        name,
        typeof value === 'string' ? forLog(value, LONGEST) : value,
      ]),
    );
  return {
    info: (message, fields) => sink.info(forLog(message), line(fields)),
    warn: (message, fields) => sink.warn(forLog(message), line(fields)),
    error: (message, fields) => sink.error(forLog(message), line(fields)),
    setContext(fields) {
      context = fields;
    },
  };
}
