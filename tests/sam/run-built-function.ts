import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadTemplate } from '../../local/template/load.ts';
import { FUNCTION_ENVIRONMENT } from '../helpers/function-environment.ts';

/**
 * Loads every function as `sam build` left it, where nothing but the layer's sharp is around it: whatever else a
 * bundle asks for is missing on Lambda too. Then lets generate refuse an empty request, for which it needs no AWS.
 */
const build = resolve('.aws-sam/build');
const template = loadTemplate(join(build, 'template.yaml'));
Object.assign(process.env, FUNCTION_ENVIRONMENT);

// As in /var/task, no package.json above it declares an ES module.
const task = mkdtempSync(join(tmpdir(), 'built-functions-'));
process.once('exit', () => rmSync(task, { recursive: true, force: true }));
mkdirSync(join(task, 'node_modules'));
symlinkSync(resolve('node_modules/sharp'), join(task, 'node_modules/sharp'));
const require = createRequire(import.meta.url);
const handlers = new Map<string, (event: unknown, context: unknown) => Promise<Answer>>();
for (const [id, { Type, Properties }] of Object.entries(template.resources)) {
  if (Type !== 'AWS::Serverless::Function') continue;
  const [file, name] = String(Properties.Handler).split('.');
  copyFileSync(join(build, id, `${file}.js`), join(task, `${file}.js`));
  handlers.set(id, require(join(task, `${file}.js`))[name ?? '']);
  console.log(`${id} loads`);
}

interface Answer {
  statusCode: number;
  body: string;
}

const event = {
  version: '2.0',
  rawPath: '/generate',
  headers: { 'content-type': 'application/json' },
  requestContext: { http: { method: 'POST', path: '/generate', sourceIp: '192.0.2.1' }, requestId: 'test' },
  body: '{}',
};
const answer = await handlers.get('GenerateFunction')?.(event, {
  awsRequestId: 'test',
  getRemainingTimeInMillis: () => 5000,
});
console.log(answer?.statusCode, answer?.body);
const isRight = answer?.statusCode === 400 && JSON.parse(answer.body).code === 'PROMPT_REQUIRED';
process.exitCode = isRight ? 0 : 1;
