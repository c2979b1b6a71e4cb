import { describe, type Mutant } from './mutants.ts';

/** A fault that once passed every test. Every run that includes its file tries it. */
interface Named {
  /** What goes wrong with it. */
  rule: string;
  path: string;
  /** Text that occurs once in the file, and its replacement. */
  from: string;
  to: string;
}

const NAMED: readonly Named[] = [
  {
    rule: 'a refused request is answered before its admission is undone, and Lambda freezes in between',
    path: 'src/usecases/limits/rate-limiter.ts',
    from: "await refund('everything');",
    to: "refund('everything');",
  },
  {
    rule: 'a reservation is released although a worker may be calling the vendor',
    path: 'src/usecases/end-run/close-attempt.ts',
    from: "return 'unknown';",
    to: "return 'closed';",
  },
  {
    rule: 'a paid picture waits for its thumbnail until the time is up',
    path: 'src/usecases/run-model/keep-picture.ts',
    from: 'Math.min(until, clock.now() + THUMBNAIL_PATIENCE_MS)',
    to: 'until',
  },
  {
    rule: 'a worker ends without settling its attempt',
    path: 'src/usecases/run-model/run-model.ts',
    from: 'await settleAttempt(tools, event, result, how);',
    to: '{}',
  },
  {
    rule: 'a worker ends before its attempt is settled',
    path: 'src/usecases/run-model/run-model.ts',
    from: 'await settleAttempt(tools, event, result, how);',
    to: 'void settleAttempt(tools, event, result, how);',
  },
  {
    rule: 'an attempt is settled before the result by which it is settled is stored',
    path: 'src/usecases/run-model/run-model.ts',
    from: 'const outcome = await persist(',
    to: 'await settleAttempt(tools, event, result); const outcome = await persist(',
  },
  {
    rule: 'the cost that the vendor reported is lost when its picture could not be stored',
    path: 'src/usecases/run-model/run-model.ts',
    from: 'failure.costUsd ?? image?.costUsd',
    to: 'failure.costUsd',
  },
  {
    rule: 'a negative number of runs is left after the owner has lowered the limit',
    path: 'src/usecases/models/describe-models.ts',
    from: 'Math.max(0, own.limit - used(own.key))',
    to: 'own.limit - used(own.key)',
  },
  {
    rule: 'two retries at the same moment pass the limit of twenty',
    path: 'src/store/job-store.ts',
    from: "if (put === 'created') return true;",
    to: 'if (put !== undefined) return true;',
  },
  {
    rule: 'a cache keeps an error',
    path: 'src/http/error-response.ts',
    from: "'Cache-Control': 'no-store',",
    to: '',
  },
  {
    rule: 'Lambda kills a request before it has a response',
    path: 'src/http/api-handler.ts',
    from: 'timeoutEarlyInMillis: TIMEOUT_EARLY_MS',
    to: 'timeoutEarlyInMillis: 0',
  },
  {
    rule: 'an outage is reported as not billed, because of the code in its body',
    path: 'src/providers/shared/evidence.ts',
    from: 'if (reply.status >= 500) return undefined;',
    to: '',
  },
  {
    rule: 'a paid picture is lost to a host that is busy for a second',
    path: 'src/providers/shared/picture.ts',
    from: ' || status === 429',
    to: '',
  },
  {
    rule: 'a withheld picture that was free is reported as billed',
    path: 'src/providers/shared/openai-images.ts',
    from: "costUsd > 0 ? 'yes'",
    to: "costUsd >= 0 ? 'yes'",
  },
  {
    rule: 'a vendor makes the worker wait until its time is up',
    path: 'src/providers/shared/poll.ts',
    from: 'Math.min(asked ?? WAIT_AFTER_OUTAGE_MS, LONGEST_WAIT_MS)',
    to: '(asked ?? WAIT_AFTER_OUTAGE_MS)',
  },
];

/**
 * @param read the text of a file
 * @throws if the text of one does not occur in its file exactly once
 */
export function namedMutants(read: (path: string) => string): Mutant[] {
  return NAMED.map(({ rule, path, from, to }) => {
    const source = read(path);
    const start = source.indexOf(from);
    if (start < 0 || source.includes(from, start + 1)) {
      throw new Error(
        `tools/mutants/named.ts: "${from}" does not occur exactly once in ${path}. Restate the fault: ${rule}`,
      );
    }
    return describe(path, source, rule, { start, end: start + from.length, replacement: to });
  });
}
