import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Stack, type StackOptions, startStack } from '../../../local/stack.ts';

export const PRODUCT_TEMPLATE = fileURLToPath(new URL('../../../template.yaml', import.meta.url));
export const SMALL_TEMPLATE = fileURLToPath(new URL('./template.yaml', import.meta.url));

/** A folder that the caller removes with `remove`. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'pixel-prompt-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface TestStack extends Stack {
  /** Problems while running, one sentence each. */
  problems: string[];
  stateDir: string;
}

/** The product on free ports, without front end; state in `stateDir`. */
export async function startTestStack(
  options: Partial<StackOptions> & { stateDir: string },
): Promise<TestStack> {
  const problems: string[] = [];
  const stack = await startStack({
    port: 0,
    awsPort: 0,
    templateFile: PRODUCT_TEMPLATE,
    onProblem: (text) => problems.push(text),
    ...options,
  });
  return { ...stack, problems, stateDir: options.stateDir };
}

/** Calls `check` until it returns something, less and less often, and fails after `milliseconds`. */
export async function until<Answer>(
  check: () => Promise<Answer | undefined> | Answer | undefined,
  milliseconds = 60_000,
): Promise<Answer> {
  const end = Date.now() + milliseconds;
  for (let pause = 50; ; pause = Math.min(250, pause * 1.2)) {
    const answer = await check();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Not within ${milliseconds} ms.`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
