import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, matchesGlob, relative, resolve } from 'node:path';

/**
 * Stands in for `sam`, `aws` and `npm`: `node stand-in.ts sam deploy …`. The folder in STAND_IN holds what AWS would:
 * `stack.json`, `s3/`, and `calls.jsonl` with every call. `fail.json` names calls that have to fail.
 */
const folder = process.env.STAND_IN ?? '';
const [program = '', ...args] = process.argv.slice(2);
const call = [program, ...args].join(' ');

interface StackState {
  status: string;
  outputs: Record<string, string>;
  parameters: Record<string, string>;
  template: string;
  deployments: number;
}

const argumentAfter = (flag: string) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
const stackFile = join(folder, `stack-${argumentAfter('--stack-name')}.json`);
const readStack = (): StackState | undefined =>
  existsSync(stackFile) ? (JSON.parse(readFileSync(stackFile, 'utf8')) as StackState) : undefined;

function main(): number {
  record();
  const failing = JSON.parse(readFileSync(join(folder, 'fail.json'), 'utf8')) as Record<string, string>;
  for (const [part, message] of Object.entries(failing)) {
    if (!call.includes(part)) continue;
    console.error(message);
    return 1;
  }
  if (program === 'npm') return buildSite();
  if (program === 'sam') return sam();
  return aws();
}

/** The call, and every command line that `ps` would show now. */
function record(): void {
  const commandLines = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')];
      } catch {
        return [];
      }
    });
  appendFileSync(join(folder, 'calls.jsonl'), `${JSON.stringify({ call, commandLines })}\n`);
}

function sam(): number {
  if (args[0] === '--version') console.log('SAM CLI, version 1.164.0');
  if (args[0] === 'deploy') return deploy();
  return 0;
}

function deploy(): number {
  // SAM looks for its settings beside the template.
  const beside = dirname(argumentAfter('--template-file') ?? 'template.yaml');
  if (!existsSync(resolve(beside, argumentAfter('--config-file') ?? 'samconfig.toml'))) {
    console.error("Error: Missing option '--stack-name'");
    return 2;
  }
  const reference = argumentAfter('--parameter-overrides');
  const given = reference === undefined ? readSamconfig() : readOverrides(reference);
  if (args.includes('--no-execute-changeset')) {
    console.log('Changeset created. Not executed.');
    return 0;
  }
  const before = readStack();
  const parameters = { ...before?.parameters, ...given };
  const isOtherCode = args.includes('--template-file') || existsSync('new-code');
  if (
    !isOtherCode &&
    before !== undefined &&
    JSON.stringify(before.parameters) === JSON.stringify(parameters)
  ) {
    console.log('No changes to deploy. Stack pixel-prompt is up to date');
    return 0;
  }
  const outputs = JSON.parse(readFileSync(join(folder, 'outputs.json'), 'utf8')) as Record<string, string>;
  const deployments = (before?.deployments ?? 0) + 1;
  const file = argumentAfter('--template-file');
  const template = file === undefined ? packagedTemplate(deployments) : readFileSync(file, 'utf8');
  const stack = { status: 'UPDATE_COMPLETE', outputs, parameters, template, deployments };
  writeFileSync(stackFile, JSON.stringify(stack));
  console.log('Successfully created/updated stack');
  return 0;
}

/** What SAM would upload: a different text for each version of the code. */
const packagedTemplate = (deployments: number) =>
  `Description: deployment ${deployments}\nResources: {ImagesBucket: {Type: 'AWS::S3::Bucket'}}\n`;

/** `file://…`, or `Name=value`; both replace what samconfig.toml says. */
function readOverrides(reference: string): Record<string, string> {
  if (reference.startsWith('file://')) return readParameters(reference.replace('file://', ''));
  return Object.fromEntries([reference.split('=', 2)]) as Record<string, string>;
}

/** The SAM CLI's defaults. */
function readSamconfig(): Record<string, string> {
  const section = `[${argumentAfter('--config-env')}.deploy.parameters.parameter_overrides]`;
  const lines = readFileSync('samconfig.toml', 'utf8').split(section)[1]?.split('\n[')[0] ?? '';
  return Object.fromEntries(
    Array.from(lines.matchAll(/^(\w+) = "(.*)"$/gm), ([, name, value]) => [name, value]),
  );
}

/** As the SAM CLI reads a parameters file, which takes wrapping quotes and some backslashes off, twice. */
function readParameters(file: string): Record<string, string> {
  writeFileSync(join(folder, 'mode'), (statSync(file).mode & 0o777).toString(8));
  const values = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, unquote(unquote(String(value)))]),
  );
}

function unquote(value: string): string {
  const wrapped = /^(["'])[\s\S]*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value;
  return wrapped.replaceAll('\\ ', ' ').replaceAll('\\"', '"').replaceAll("\\'", "'");
}

function aws(): number {
  const verb = args.slice(0, 2).join(' ');
  const stack = readStack();
  if (args[0] === '--version') console.log('aws-cli/2.31.0');
  else if (verb === 'sts get-caller-identity') console.log('{"Account": "123456789012"}');
  else if (verb === 'lambda get-account-settings') console.log(JSON.stringify(readAccount().concurrency));
  else if (args[0] === 'cloudfront' && args.includes('custom')) console.log(readAccount().policies);
  else if (verb === 'cloudfront list-distributions') console.log(readAccount().distributions);
  else if (verb === 'cloudformation list-stack-resources') {
    console.log(JSON.stringify([['ImagesBucket', 'AWS::S3::Bucket']]));
  } else if (verb === 'cloudformation set-stack-policy') {
    writeFileSync(join(folder, 'policy.json'), argumentAfter('--stack-policy-body') ?? '');
  } else if (verb === 'cloudformation list-change-sets') {
    console.log(JSON.stringify([`samcli-deploy${Math.ceil(Date.now() / 1000)}`]));
  } else if (verb === 'cloudformation describe-change-set') {
    console.log(readFileSync(join(folder, 'changes.json'), 'utf8'));
  } else if (verb === 'cloudformation describe-stacks') {
    if (stack === undefined) {
      console.error('An error occurred (ValidationError): Stack does not exist');
      return 254;
    }
    console.log(JSON.stringify(describe(stack)));
  } else if (verb === 'cloudformation describe-stack-events') {
    console.log('WorkerFunction\tReserved concurrency below its minimum value of [10]');
  } else if (verb === 'cloudformation get-template') process.stdout.write(stack?.template ?? '');
  else if (args[0] === 's3') return s3(args[1] ?? '', args.slice(2).filter(isPlace));
  else if (verb === 'logs filter-log-events') console.log('[]');
  return 0;
}

interface Account {
  concurrency: Record<string, number>;
  policies: number;
  distributions: number;
}

const readAccount = () => JSON.parse(readFileSync(join(folder, 'account.json'), 'utf8')) as Account;

function describe({ status, parameters, outputs }: StackState): unknown {
  return {
    StackStatus: status,
    Parameters: Object.entries(parameters).map(([ParameterKey, value]) => ({
      ParameterKey,
      ParameterValue: /^Model\d+Key$/.test(ParameterKey) ? '****' : value,
    })),
    Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
  };
}

const isPlace = (argument: string, index: number, all: readonly string[]) =>
  !argument.startsWith('--') && !/^--(?:exclude|cache-control|region)$/.test(all[index - 1] ?? '');

/** `aws s3 cp` and `rm`. `cp --recursive` copies everything that no `--exclude` names. */
function s3(verb: string, [from = '', to = '']: readonly string[]): number {
  const local = (place: string) => (place.startsWith('s3://') ? join(folder, 's3', place.slice(5)) : place);
  const source = local(from);
  const target = local(to);
  if (verb === 'rm') {
    rmSync(source, { force: true });
    return 0;
  }
  if (!existsSync(source)) {
    console.error('fatal error: An error occurred (404) when calling the HeadObject operation: Not Found');
    return 1;
  }
  const excluded = args.flatMap((argument, index) => (args[index - 1] === '--exclude' ? [argument] : []));
  mkdirSync(dirname(target), { recursive: true });
  cpSync(source, target, {
    recursive: args.includes('--recursive'),
    filter: (path) => !excluded.some((pattern) => matchesGlob(relative(source, path), pattern)),
  });
  return 0;
}

function buildSite(): number {
  mkdirSync('frontend/dist/assets', { recursive: true });
  mkdirSync('frontend/dist/.vite', { recursive: true });
  writeFileSync('frontend/dist/.vite/manifest.json', '{}');
  writeFileSync(
    'frontend/dist/index.html',
    `<!doctype html><!-- ${readFileSync('frontend/.env', 'utf8')} ${readWords()} -->`,
  );
  writeFileSync('frontend/dist/assets/app-1.js', '// built');
  return 0;
}

/** What differs between two versions of the site: always of the same length, as index.html is. */
const readWords = () => (existsSync('new-code') ? readFileSync('new-code', 'utf8') : 'first');

process.exitCode = main();
