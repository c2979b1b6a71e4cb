import type { Log } from './log.ts';
import { forLog } from './sanitise.ts';

/** Characters of one field. */
const LONGEST = 1000;
/** Errors that were the cause of an error, one inside the other. */
const DEEPEST_CAUSE = 5;

type Fields = Record<string, unknown>;
type Level = 'INFO' | 'WARN' | 'ERROR';

/** The log of one function. Lambda runs one request at a time, so there is one context at a time. */
export interface RequestLog extends Log {
  /** Adds these fields to each line from now on, in place of those of the request before. */
  setContext(fields: Fields): void;
}

/**
 * JSON lines to standard output, as Lambda keeps them: `level`, `message`, `timestamp`, `service`, the context and the
 * fields, errors with their causes. Without a library, for which docs/decisions has the reason.
 * @param service the name of the function
 * @param write takes one line with its end
 */
export function createLog(service: string, write: (line: string) => void = standardOutput()): RequestLog {
  let context: Fields = {};
  const line = (level: Level) => (message: string, fields: Fields) => {
    const timestamp = new Date().toISOString();
    const all = {
      level,
      message: forLog(message),
      timestamp,
      service,
      ...cleaned(context),
      ...cleaned(fields),
    };
    write(`${JSON.stringify(all)}\n`);
  };
  return {
    info: line('INFO'),
    warn: line('WARN'),
    error: line('ERROR'),
    setContext(fields) {
      context = fields;
    },
  };
}

/** Opened at once, while the function starts. */
function standardOutput(): (line: string) => void {
  const { stdout } = process;
  return (line) => stdout.write(line);
}

const cleaned = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, cleanedValue(value)]));

/** Texts, numbers and errors are what is logged; of anything else only its kind is told. */
function cleanedValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return forLog(value, LONGEST);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) {
    return value;
  }
  if (!(value instanceof Error)) return Object.prototype.toString.call(value);
  const { name, message, stack, cause } = value;
  const code = 'code' in value && typeof value.code === 'string' ? value.code : undefined;
  return {
    name,
    code,
    message: forLog(message, LONGEST),
    stack: stack
      ?.split('\n')
      .slice(0, 10)
      .map((text) => forLog(text.trim())),
    ...(cause !== undefined && depth < DEEPEST_CAUSE && { cause: cleanedValue(cause, depth + 1) }),
  };
}
