import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startSamSession } from './sam/session.ts';

/** `npm run sam:api`: the API in AWS's own containers, with storage and a worker that is really invoked. */
const root = resolve(import.meta.dirname, '..');
const parameters = process.env.PARAMETERS_FILE ?? join(root, 'parameters.json');

try {
  const session = await startSamSession({
    root,
    port: Number(process.env.PORT || 3000),
    stateDir: process.env.STATE_DIR ?? join(root, '.local'),
    parametersFile: existsSync(parameters) ? parameters : undefined,
    skipPullImage: process.env.SAM_SKIP_PULL_IMAGE === 'true',
    say: (text) => console.error(`Starting ${text} …`),
  });
  console.log(`The API is ready: ${session.apiUrl}`);
  console.log(`Logs: ${session.logFolder}/start-api.log and start-lambda.log`);
  console.log(
    'The first request to each function takes longer: its container is built. Ctrl-C ends everything.',
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await session.stop();
      process.exit(0);
    });
  }
} catch (error) {
  console.error(`sam:api cannot start: ${error instanceof Error ? error.message : String(error)}`);
  console.error('It needs the SAM CLI and a running Docker; docs/testing.md. Without both: npm start');
  process.exitCode = 1;
}
