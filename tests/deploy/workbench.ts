import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PROJECT = resolve(import.meta.dirname, '../..');
const COPIED = ['template.yaml', 'samconfig.toml', 'package.json'];
/** No test changes these. Node follows the links, so it compiles each file once for all tests. */
const LINKED = ['node_modules', 'scripts', 'src', 'local'];
/** Each deployment starts some thirty programs that Node would otherwise compile anew. */
const COMPILE_CACHE = join(tmpdir(), 'node-compile-cache');

export interface Outcome {
  code: number | null;
  /** stdout and stderr. */
  text: string;
}

export interface Workbench {
  /** A copy of the project in which the script runs. */
  folder: string;
  deploy(
    args: readonly string[],
    options?: { without?: readonly string[]; env?: Readonly<Record<string, string>> },
  ): Promise<Outcome>;
  writeParameters(parameters: Record<string, unknown>): void;
  removeParameters(): void;
  /** Calls whose text holds one of these parts end with the message and code 1. */
  failOn(parts: Record<string, string>): void;
  /** What the stand-in for the API answers to `GET /models`. */
  breakApi(broken: boolean): void;
  calls(): { call: string; commandLines: string[] }[];
  stackParameters(name?: string): Record<string, string>;
  stackPolicy(): unknown;
  setAccount(account: Partial<typeof ROOMY_ACCOUNT>): void;
  setStackStatus(status: string): void;
  /** What `describe-change-set` answers. */
  writeChangeSet(changes: readonly unknown[]): void;
  /** Another version of functions and site. */
  writeCode(words: string): void;
  writeSamconfig(change: (text: string) => string): void;
  /** Whether the site serves a page that nobody uploaded. */
  breakSite(broken: boolean): void;
  read(path: string): string;
  inBucket(path: string): string | undefined;
  parameterFileMode(): string;
  close(): Promise<void>;
}

const ROOMY_ACCOUNT = {
  concurrency: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 1000 },
  policies: 3,
  distributions: 1,
};

const EMPTY_STACK = { outputs: {}, parameters: {}, template: '', deployments: 0 };

/** A project folder, stand-ins for `sam`, `aws` and `npm`, and an API and site on loopback. */
export async function createWorkbench(): Promise<Workbench> {
  const root = mkdtempSync(join(tmpdir(), 'deploy-test-'));
  const folder = join(root, 'project');
  const state = join(root, 'aws');
  const bin = join(root, 'bin');
  for (const path of [folder, state, bin, join(folder, 'frontend')]) mkdirSync(path, { recursive: true });
  for (const name of COPIED) cpSync(join(PROJECT, name), join(folder, name));
  for (const name of LINKED) symlinkSync(join(PROJECT, name), join(folder, name));
  for (const program of ['sam', 'aws', 'npm']) {
    const script = join(PROJECT, 'tests/deploy/stand-in.ts');
    writeFileSync(join(bin, program), `#!/bin/sh\nexec node ${script} ${program} "$@"\n`, { mode: 0o755 });
  }
  const inBucket = (path: string) => {
    const file = join(state, 's3/bucket', path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  const api = await startApi(() => inBucket('site/index.html'));
  writeFileSync(join(state, 'account.json'), JSON.stringify(ROOMY_ACCOUNT));
  writeFileSync(join(state, 'fail.json'), '{}');
  writeFileSync(
    join(state, 'outputs.json'),
    JSON.stringify({ ApiEndpoint: api.url, SiteUrl: api.url, S3BucketName: 'bucket', DistributionId: 'E1' }),
  );
  return {
    folder,
    deploy: (args, { without = [], env = {} } = {}) => {
      // Not removed: this machine may have one of its own.
      for (const program of without) writeFileSync(join(bin, program), '#!/bin/sh\nexit 127\n');
      return runScript(folder, args, { bin, state, env });
    },
    writeParameters: (parameters) =>
      writeFileSync(join(folder, 'parameters.json'), JSON.stringify({ Parameters: parameters })),
    removeParameters: () => rmSync(join(folder, 'parameters.json')),
    failOn: (parts) => writeFileSync(join(state, 'fail.json'), JSON.stringify(parts)),
    breakApi: api.break,
    calls: () =>
      readFileSync(join(state, 'calls.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { call: string; commandLines: string[] }),
    stackParameters: (name = 'pixel-prompt-dev') =>
      (
        JSON.parse(readFileSync(join(state, `stack-${name}.json`), 'utf8')) as {
          parameters: Record<string, string>;
        }
      ).parameters,
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    inBucket,
    stackPolicy: () => JSON.parse(readFileSync(join(state, 'policy.json'), 'utf8')),
    setAccount: (account) =>
      writeFileSync(join(state, 'account.json'), JSON.stringify({ ...ROOMY_ACCOUNT, ...account })),
    setStackStatus: (status) => {
      const file = join(state, 'stack-pixel-prompt-dev.json');
      const stack = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : EMPTY_STACK;
      writeFileSync(file, JSON.stringify({ ...stack, status }));
    },
    writeChangeSet: (changes) => writeFileSync(join(state, 'changes.json'), JSON.stringify(changes)),
    writeCode: (words) => writeFileSync(join(folder, 'new-code'), words),
    writeSamconfig: (change) =>
      writeFileSync(
        join(folder, 'samconfig.toml'),
        change(readFileSync(join(folder, 'samconfig.toml'), 'utf8')),
      ),
    breakSite: api.breakSite,
    parameterFileMode: () => readFileSync(join(state, 'mode'), 'utf8'),
    async close() {
      await api.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function runScript(
  folder: string,
  args: readonly string[],
  { bin, state, env }: { bin: string; state: string; env: Readonly<Record<string, string>> },
): Promise<Outcome> {
  return new Promise((resolvePromise) => {
    const child = spawn('bash', ['scripts/deploy.sh', ...args], {
      cwd: folder,
      env: {
        PATH: `${bin}:/usr/bin:/bin`,
        HOME: folder,
        STAND_IN: state,
        AWS_REGION: 'us-west-2',
        HEALTH_CHECK_WAIT: '0',
        NODE_COMPILE_CACHE: COMPILE_CACHE,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    const collect = (data: Buffer) => {
      text += data.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('close', (code) => resolvePromise({ code, text }));
  });
}

/** Answers what the health check asks. */
async function startApi(page: () => string | undefined) {
  let broken = false;
  let siteBroken = false;
  const server = createServer((request, response) => {
    const json = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const route = `${request.method} ${request.url}`;
    if (broken && route === 'GET /models') json(500, { error: 'Something failed here.', code: 'INTERNAL' });
    else if (route === 'GET /models') json(200, { models: [{ id: '1-demo' }] });
    else if (route.startsWith('GET /gallery/list')) json(200, { galleries: [] });
    else if (route.startsWith('GET /status/')) json(404, { error: 'Unknown.', code: 'JOB_NOT_FOUND' });
    else if (route.endsWith('/history.json')) json(403, {});
    else if (route.startsWith('GET /gallery/')) json(404, { error: 'Unknown.', code: 'GALLERY_NOT_FOUND' });
    else if (request.method === 'POST') json(400, { error: 'Write a prompt.', code: 'PROMPT_REQUIRED' });
    else {
      response.writeHead(200, {
        'content-type': 'text/html',
        'content-security-policy': "default-src 'none'",
        'x-content-type-options': 'nosniff',
      });
      response.end(siteBroken ? '<!doctype html>' : page());
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    break: (value: boolean) => {
      broken = value;
    },
    breakSite: (value: boolean) => {
      siteBroken = value;
    },
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}
