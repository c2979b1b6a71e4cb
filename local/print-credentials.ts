import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownerCredentials } from './credentials.ts';
import { StackFault } from './fault.ts';
import { REGION } from './template/resources.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** `npm run credentials`: what the AWS CLI needs to use the local stack, as lines for a shell. */
try {
  const folder = process.env.STATE_DIR || join(ROOT, '.local');
  const file = join(folder, 'credentials.json');
  if (!existsSync(file)) throw new StackFault(`${file} does not exist yet: run "npm start" first.`);
  const { accessKeyId, secretAccessKey } = ownerCredentials(file);
  process.stdout.write(
    [
      `export AWS_ACCESS_KEY_ID=${accessKeyId}`,
      `export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
      `export AWS_REGION=${REGION} AWS_DEFAULT_REGION=${REGION}`,
      `export AWS_ENDPOINT_URL=http://127.0.0.1:${process.env.AWS_PORT || 4566}`,
      'unset AWS_SESSION_TOKEN AWS_PROFILE',
      '',
    ].join('\n'),
  );
} catch (error) {
  if (!(error instanceof StackFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
