import { describe, expect, it } from '@jest/globals';
import middy from '@middy/core';
import { RequestError } from '../../../src/errors.ts';
import { reporting } from '../../../src/http/reporting.ts';
import type { ApiReply } from '../../../src/http/request.ts';
import { fresh } from '../../../src/http/respond.ts';
import { type SafeEvent, safeEvent } from '../../../src/http/safe-event.ts';
import { exampleEvent, lambdaContext } from '../../helpers/api-event.ts';
import { recordingLog } from '../../helpers/recording-log.ts';

async function reported(route: () => Promise<ApiReply>) {
  const log = recordingLog();
  const stack = middy<SafeEvent, ApiReply>().use(reporting(log)).handler(route);
  await stack(safeEvent(exampleEvent('models'), lambdaContext), lambdaContext);
  return log.lines;
}

describe('reporting', () => {
  it('writes one line per request', async () => {
    expect(await reported(async () => fresh({}))).toEqual([
      {
        level: 'info',
        message: 'request',
        fields: {
          correlationId: 'local-test-1',
          requestId: 'JKJaXmPLvHcESHA=',
          route: 'GET /models',
          status: 200,
          durationMs: expect.any(Number),
        },
      },
    ]);
  });

  it('names the code of a refusal, without the words of the person', async () => {
    const lines = await reported(() =>
      Promise.reject(new RequestError('PROMPT_BLOCKED', 'No: secret words')),
    );
    expect(lines).toMatchObject([{ level: 'warn', fields: { status: 400, code: 'PROMPT_BLOCKED' } }]);
    expect(JSON.stringify(lines)).not.toContain('secret words');
  });

  it('keeps the error where the fault is ours', async () => {
    const error = new Error('boom');
    expect(await reported(() => Promise.reject(error))).toMatchObject([
      { level: 'error', fields: { status: 500, code: 'INTERNAL', error } },
    ]);
  });
});
