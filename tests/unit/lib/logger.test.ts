import { describe, expect, it } from '@jest/globals';
import { createLog } from '../../../src/lib/logger.ts';

function recorded() {
  const lines: string[] = [];
  const log = createLog('status', (line) => lines.push(line));
  return { log, lines, parsed: () => lines.map((line) => JSON.parse(line)) };
}

describe('createLog', () => {
  it('writes JSON lines with level, time and service', () => {
    const { log, lines, parsed } = recorded();
    log.info('request', { status: 200 });
    expect(lines[0]?.endsWith('}\n')).toBe(true);
    expect(parsed()).toEqual([
      {
        level: 'INFO',
        message: 'request',
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        service: 'status',
        status: 200,
      },
    ]);
  });

  it('adds the context of the current request to each line', () => {
    const { log, parsed } = recorded();
    log.setContext({ correlationId: 'first' });
    log.info('a', { status: 200 });
    log.setContext({ correlationId: 'second' });
    log.warn('b', {});
    log.error('c', {});
    expect(parsed()).toMatchObject([
      { level: 'INFO', message: 'a', correlationId: 'first', status: 200 },
      { level: 'WARN', message: 'b', correlationId: 'second' },
      { level: 'ERROR', message: 'c', correlationId: 'second' },
    ]);
  });

  it('writes no control characters and none that turn the direction of text', () => {
    const { log, lines } = recorded();
    log.warn('one\ntwo', { route: 'a\u0000b\u202ec\u2028d', cause: new Error('x\u202ey\nz') });
    expect(lines.join('').trimEnd()).not.toMatch(/\n|\\n|\\u0000|\u202e|\u2028/);
  });

  it('cuts long texts', () => {
    const { log, lines } = recorded();
    log.info('a', { route: 'x'.repeat(5000), cause: new Error('y'.repeat(5000)) });
    expect(lines[0]?.length).toBeLessThan(5000);
  });

  it('logs errors with their code, stack and causes, and nothing more of unknown values', () => {
    const { log, parsed } = recorded();
    const inner = Object.assign(new Error('inner'), { code: 'ECONNREFUSED', secret: 'hidden' });
    log.error('failed', { cause: new Error('outer', { cause: inner }), error: { secret: 'hidden' } });
    expect(parsed()).toMatchObject([
      {
        cause: {
          name: 'Error',
          message: 'outer',
          stack: expect.arrayContaining([expect.stringContaining('logger.test.ts')]),
          cause: { message: 'inner', code: 'ECONNREFUSED' },
        },
        error: '[object Object]',
      },
    ]);
    expect(JSON.stringify(parsed())).not.toContain('hidden');
  });

  it('ends with errors that are their own cause', () => {
    const { log, parsed } = recorded();
    const loop = new Error('loop');
    loop.cause = loop;
    log.error('failed', { cause: loop });
    expect(parsed()).toMatchObject([{ cause: { message: 'loop' } }]);
  });

  it('takes no text but its message, which is written in the code, and ids', () => {
    const { log, lines } = recorded();
    const text: string = 'what a vendor says';
    // @ts-expect-error A message is not put together from other texts.
    log.warn(text, {});
    // @ts-expect-error Not even in part.
    log.warn(`A model failed: ${text}`.toString(), {});
    // @ts-expect-error There is no field for them.
    log.warn('A model failed', { detail: text });
    // @ts-expect-error A code is one of the contract's.
    log.warn('A model failed', { code: text });
    expect(lines).toHaveLength(4);
  });
});
