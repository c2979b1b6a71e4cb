import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, it } from '@jest/globals';
import { createLog } from '../../../src/lib/logger.ts';

type Call = [string, ...unknown[]];

function recordingSink() {
  const calls: Call[] = [];
  const note =
    (level: string) =>
    (...args: unknown[]) => {
      calls.push([level, ...args]);
    };
  return { calls, sink: { info: note('info'), warn: note('warn'), error: note('error') } };
}

describe('createLog', () => {
  it('adds the context of the current request to each line', () => {
    const { calls, sink } = recordingSink();
    const log = createLog(sink);
    log.setContext({ correlationId: 'first' });
    log.info('a', { status: 200 });
    log.setContext({ correlationId: 'second' });
    log.error('b', {});
    expect(calls).toEqual([
      ['info', 'a', { correlationId: 'first', status: 200 }],
      ['error', 'b', { correlationId: 'second' }],
    ]);
  });

  it('writes no control characters and none that turn the direction of text', () => {
    const { calls, sink } = recordingSink();
    createLog(sink).warn('one\ntwo', { field: 'a\u0000b\u202ec\u2028d' });
    expect(JSON.stringify(calls)).not.toMatch(/\\n|\\u0000|\u202e|\u2028/);
  });

  it('cuts long texts', () => {
    const { calls, sink } = recordingSink();
    createLog(sink).info('a', { field: 'x'.repeat(5000) });
    expect(JSON.stringify(calls).length).toBeLessThan(1200);
  });

  it('fits the logger of Powertools, errors with their causes included', () => {
    const lines: string[] = [];
    const keep = (line: unknown) => {
      lines.push(String(line));
    };
    const logger = new Logger({ serviceName: 'test', logLevel: 'INFO' });
    Object.assign(logger, { console: { info: keep, warn: keep, error: keep, log: keep } });
    createLog(logger).error('failed', { cause: new Error('outer', { cause: new Error('inner') }) });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'ERROR',
      message: 'failed',
      cause: { message: 'outer', cause: { message: 'inner' } },
    });
  });
});
