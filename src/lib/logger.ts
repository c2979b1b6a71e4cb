import type { Log, LogFields } from './log.ts';
import { forLog } from './sanitise.ts';

/** The longest field, in characters. */
const LONGEST = 1000;
/** How many causes of an error are logged, one inside the other. */
const DEEPEST_CAUSE = 5;

type Level = 'INFO' | 'WARN' | 'ERROR';

/** The log of one function. Lambda runs one request at a time, so there is one context at a time. */
export interface RequestLog extends Log {
  /** Adds these fields to every line from now on. They replace those of the previous request. */
  setContext(fields: LogFields): void;
}

/**
 * Writes JSON lines to standard output, which Lambda collects: `level`, `message`, `timestamp`, `service`, the context and
 * the fields, errors with their causes. Why no library: docs/decisions/2026-11-20-log-lines-without-a-library.md.
 * @param service the name of the function
 * @param write receives one line, including its line break
 */
export function createLog(service: string, write: (line: string) => void = toStandardOutput): RequestLog {
  let context: LogFields = {};
  const line = (level: Level) => (message: string, fields: LogFields) => {
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

const toStandardOutput = (line: string) => {
  process.stdout.write(line);
};

const cleaned = (fields: LogFields): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, cleanedValue(value)]));

/** Strings, numbers, booleans and errors are logged; of anything else only its type. */
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
