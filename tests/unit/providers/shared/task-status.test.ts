import { describe, expect, it } from '@jest/globals';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { endOf, taskFailure } from '../../../../src/providers/shared/task-status.ts';

describe('the status of a task', () => {
  it.each([
    ['Ready', 'done'],
    ['succeeded', 'done'],
    ['COMPLETED', 'done'],
    ['Error', 'failed'],
    ['Failed', 'failed'],
    ['EXPIRED', 'failed'],
    ['canceled', 'cancelled'],
    ['Cancelled', 'cancelled'],
    ['aborted', 'cancelled'],
    ['Pending', undefined],
    ['Generating', undefined],
    ['IN_QUEUE', undefined],
    ['Task not found', undefined],
    ['Request Moderated', undefined],
    ['not ready', undefined],
  ])('%s means: %s', (status, end) => expect(endOf(status)).toBe(end));
});

describe('the failure of a task', () => {
  const told = { vendor: safeText`Acme`, detail: 'Why.', secrets: [] };

  it('may be billed', () => {
    expect(taskFailure('failed', told)).toMatchObject({
      code: 'PROVIDER_DOWN',
      billed: 'unknown',
      retryable: true,
    });
  });

  it('says where it was cancelled', () => {
    expect(taskFailure('cancelled', told).message).toBe(
      'This picture was cancelled at Acme. It may have been charged all the same. It says: “Why.”',
    );
  });
});
