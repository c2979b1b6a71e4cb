import { setTimeout as sleep } from 'node:timers/promises';

/** One thing that must be true of a deployed system. */
export interface Check {
  name: string;
  /** Whether it may be tried again; not for what costs money. */
  repeatable: boolean;
  /** Resolves with a remark or nothing. @throws Error that says in words what is wrong */
  holds(): Promise<string | undefined>;
}

export interface CheckResult {
  name: string;
  problem: string | undefined;
  note: string | undefined;
}

const PAUSE_MS = 2000;

/** Runs the checks one after the other; a repeatable one until it holds or `waitMs` have passed for all together. */
export async function runChecks(checks: readonly Check[], waitMs: number): Promise<CheckResult[]> {
  const deadline = Date.now() + waitMs;
  const results: CheckResult[] = [];
  for (const check of checks) results.push(await runCheck(check, deadline));
  return results;
}

async function runCheck(check: Check, deadline: number): Promise<CheckResult> {
  const { name } = check;
  for (;;) {
    try {
      return { name, problem: undefined, note: await check.holds() };
    } catch (error) {
      const problem = describe(error);
      if (!check.repeatable || Date.now() + PAUSE_MS > deadline) return { name, problem, note: undefined };
      await sleep(PAUSE_MS);
    }
  }
}

/** `fetch` hides the reason in `cause`. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
