import type { LogFields } from '../../src/lib/log.ts';
import type { RequestLog } from '../../src/lib/logger.ts';

export interface LogLine {
  level: 'info' | 'warn' | 'error';
  message: string;
  fields: LogFields;
}

/** A log that keeps its lines in memory. */
export function recordingLog(): RequestLog & { lines: LogLine[] } {
  const lines: LogLine[] = [];
  let context: LogFields = {};
  const note = (level: LogLine['level']) => (message: string, fields: LogFields) => {
    lines.push({ level, message, fields: { ...context, ...fields } });
  };
  return {
    lines,
    info: note('info'),
    warn: note('warn'),
    error: note('error'),
    setContext(fields) {
      context = fields;
    },
  };
}
