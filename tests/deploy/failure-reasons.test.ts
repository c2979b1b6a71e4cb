import { describe, expect, it } from '@jest/globals';
import { adviceFor } from '../../scripts/deploy/failure-reasons.ts';

describe('advice for a deployment that failed', () => {
  // As AWS words them, seen in public issue threads.
  it.each([
    [
      'Your account must be verified before you can add new CloudFront resources. To verify your account, please contact AWS Support',
      'AWS has not verified this account for CloudFront yet',
    ],
    [
      "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [10].",
      'set WorkerConcurrency to 0',
    ],
    [
      'You have reached the limit on the number of response headers policies (Service: CloudFront)',
      'used up its CloudFront policies',
    ],
    [
      'Action denied by stack policy: Statement [#2] does not allow [Update:Replace] for resource [LogicalResourceId/ImagesBucket];',
      'the stack policy stopped it',
    ],
    ['User: arn:aws:iam::1:user/x is not authorized to perform: iam:CreateRole', 'lacks a right'],
  ])('%s', (reason, advice) => {
    expect(adviceFor(`Distribution\t${reason}`)).toEqual([expect.stringContaining(advice)]);
  });

  it('is silent about what it does not know', () => {
    expect(adviceFor('Resource handler returned message: "Internal Failure"')).toEqual([]);
  });
});
