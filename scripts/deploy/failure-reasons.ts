/** What AWS says when a first deployment fails, and what to do about it. */
const REASONS: readonly [RegExp, string][] = [
  [
    /account must be verified before you can add (?:new )?CloudFront/i,
    'AWS has not verified this account for CloudFront yet, as happens with new accounts. Ask for it with a support case (free: Account and billing), then deploy again.',
  ],
  [
    /TooMany(?:Cache|ResponseHeaders)Policies|limit on the number of (?:cache|response headers) policies/i,
    'The account has used up its CloudFront policies. Delete some that no distribution uses, or ask AWS to raise the quota.',
  ],
  [
    /UnreservedConcurrentExecution|below its minimum value/i,
    'The account may not reserve that many executions: set WorkerConcurrency to 0, or ask AWS to raise quota L-B99A9384.',
  ],
  [
    /policy document length breaking CloudWatch Logs constraints|resource policy limit/i,
    'The account has too many log deliveries: delete unused resource policies of CloudWatch Logs.',
  ],
  [
    /Action denied by stack policy/i,
    'This change would replace or delete what holds your data, so the stack policy stopped it.',
  ],
  [
    /CNAMEAlreadyExists|associated with a different resource/i,
    'SiteDomain belongs to another distribution: take it away there first.',
  ],
  [
    /certificate .*(?:does ?n.t|not) .*(?:exist|valid|found)|InvalidViewerCertificate/i,
    'The certificate of SiteDomain must be issued, in us-east-1 and in this account: docs/custom-domain.md.',
  ],
  [
    /is not authorized to perform|AccessDenied/i,
    'The deploying identity lacks a right: docs/production.md lists those that it needs.',
  ],
];

/** Advice for the reasons that CloudFormation gave, each once. */
export function adviceFor(reasons: string): string[] {
  return REASONS.filter(([pattern]) => pattern.test(reasons)).map(([, advice]) => advice);
}
