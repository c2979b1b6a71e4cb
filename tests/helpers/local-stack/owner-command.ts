import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../source-tree.ts';
import type { TestStack } from './start.ts';

/** Runs a script as the owner of a stack does, with the owner's credentials. `text` is all that it printed. */
export async function ownerCommand(
  stack: TestStack,
  script: 'admin' | 'keys',
  ...args: string[]
): Promise<{ code: number; text: string }> {
  const { accessKeyId, secretAccessKey } = stack.credentials.owner;
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: stack.awsUrl,
    FORCE_COLOR: '0',
  };
  const call = promisify(execFile)(process.execPath, [join(root, `scripts/${script}.ts`), ...args], { env });
  return call.then(
    ({ stdout }) => ({ code: 0, text: stdout.trim() }),
    ({ code, stdout, stderr }) => ({ code: Number(code), text: `${stdout}${stderr}`.trim() }),
  );
}
