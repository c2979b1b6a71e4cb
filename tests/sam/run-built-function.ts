import { copyFileSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadTemplate } from '../../src/local/template/load.ts';

/** Loads generate as `sam build` left it and lets it refuse an empty request, for which it needs nothing of AWS. */
const build = resolve('.aws-sam/build');
const template = loadTemplate(join(build, 'template.yaml'));
const properties = template.resources.GenerateFunction?.Properties;
const [file, name] = String(properties?.Handler).split('.');
Object.assign(process.env, {
  BUCKET_NAME: 'bucket',
  TABLE_NAME: 'table',
  WORKER_FUNCTION: 'worker',
  ADDRESS_HASH_KEY: 'key',
  MODEL_COUNT: '1',
  MODEL_NAMES: 'Demo Aurora',
  GLOBAL_RATE_LIMIT: '1',
  IP_RATE_LIMIT: '1',
  AWS_REGION: 'us-east-1',
});

// As in /var/task, where no package.json above says that this were an ES module.
const task = join(mkdtempSync(join(tmpdir(), 'built-function-')), `${file}.js`);
copyFileSync(join(build, 'GenerateFunction', `${file}.js`), task);
const loaded = createRequire(import.meta.url)(task);
const event = {
  version: '2.0',
  rawPath: '/generate',
  headers: { 'content-type': 'application/json' },
  requestContext: { http: { method: 'POST', path: '/generate', sourceIp: '192.0.2.1' }, requestId: 'test' },
  body: '{}',
};
const answer = await loaded[name ?? '']?.(event, {
  awsRequestId: 'test',
  getRemainingTimeInMillis: () => 5000,
});
console.log(answer?.statusCode, answer?.body);
const isRight = answer?.statusCode === 400 && JSON.parse(answer.body).code === 'PROMPT_REQUIRED';
process.exitCode = isRight ? 0 : 1;
