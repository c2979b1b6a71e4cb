import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunResult, run } from '../../scripts/deploy/run.ts';
import type { Emulator } from './emulator.ts';
import type { Programs } from './preloaded.ts';
import { checkOut, copyProject, type Workspace } from './workspace.ts';

/** A picture may take this long on a busy machine. */
const PICTURE_MS = 180_000;

/** What a scene can do: change copies of the project, run the real scripts on them, and look at what came of it. */
export interface Stage {
  /** A new copy of the project; of a commit, where one is named. */
  copy(commit?: string): Promise<Workspace>;
  /** Runs `scripts/deploy.sh`. Ends of calls of `aws` that contain `failing` fail. @throws Error unless it ends with `code` */
  deploy(workspace: Workspace, args: readonly string[], options?: DeployOptions): Promise<string>;
  /** Runs any program in a workspace. */
  run(workspace: Workspace, command: string, args: readonly string[]): Promise<RunResult>;
  /** Asks AWS. @throws Error when it refuses */
  aws(...args: readonly string[]): Promise<unknown>;
  /** The environment of a command that is started elsewhere. */
  env: Record<string, string>;
  log(text: string): void;
}

export interface DeployOptions {
  code?: number;
  failing?: string;
}

/** @param patch a fault to apply to each copy of the working tree, for the test of this test */
export function openStage(
  emulator: Emulator,
  programs: Programs,
  scratch: string,
  patch: string | undefined,
): Stage {
  const home = join(scratch, 'home');
  mkdirSync(home, { recursive: true });
  const env = {
    ...emulator.env,
    PATH: `${programs.path}:${process.env.PATH}`,
    HOME: home,
    npm_config_cache: process.env.npm_config_cache ?? join(process.env.HOME ?? '', '.npm'),
    // The layer has to run on this machine, whatever it is usually built for.
    npm_config_cpu: process.arch,
    npm_config_os: process.platform,
    SAM_CLI_TELEMETRY: '0',
    HEALTH_CHECK_WAIT: '20',
    CI: '',
    GITHUB_STEP_SUMMARY: '',
  };
  const logFile = join(scratch, 'rehearsal.log');
  const log = (text: string) => appendFileSync(logFile, `${text}\n`);
  let copies = 0;

  const runIn = async (
    cwd: string,
    command: string,
    args: readonly string[],
    more: Record<string, string>,
  ) => {
    log(`\n$ ${command} ${args.join(' ')}   (in ${cwd})`);
    const began = Date.now();
    const result = await run(command, args, { capture: true, cwd, env: { ...env, ...more } });
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    log(`${result.stdout}${result.stderr}ended with ${result.code} after ${seconds} s`);
    return result;
  };

  return {
    env,
    log,
    async copy(commit) {
      copies += 1;
      const folder = join(scratch, `copy-${copies}`);
      const workspace = commit === undefined ? await copyProject(folder) : await checkOut(commit, folder);
      if (commit === undefined && patch !== undefined) {
        const { code, stderr } = await runIn(folder, 'patch', ['-p1', '--input', patch], {});
        if (code !== 0) throw new Error(`${patch} does not apply any more: ${stderr}`);
      }
      return workspace;
    },
    async deploy({ folder }, args, { code = 0, failing = '' } = {}) {
      const result = await runIn(
        folder,
        'bash',
        ['scripts/deploy.sh', ...args],
        failing === '' ? {} : { FAILING: failing },
      );
      const text = `${result.stdout}${result.stderr}`;
      if (result.code === code) return text;
      const end = text.trim().split('\n').slice(-12).join('\n      ');
      throw new Error(`deploy.sh ${args.join(' ')} ended with ${result.code}, not ${code}:\n      ${end}`);
    },
    run: ({ folder }, command, args) => runIn(folder, command, args, {}),
    async aws(...args) {
      const { code, stdout, stderr } = await run(programs.aws, [...args, '--output', 'json'], {
        capture: true,
        env,
      });
      if (code !== 0) throw new Error(`aws ${args.join(' ')}: ${stderr.trim()}`);
      return JSON.parse(stdout || 'null');
    },
  };
}

/** A claim of the rehearsal. @throws Error with what was seen instead */
export function see(claim: string, holds: boolean, seen?: unknown): void {
  if (!holds)
    throw new Error(seen === undefined ? claim : `${claim}; seen: ${JSON.stringify(seen)?.slice(0, 600)}`);
}

export interface Deployed {
  api: string;
  site: string;
  bucket: string;
  /** Physical ids by logical id, of what holds data. */
  data: Record<string, string>;
}

/** Where a stack is, by what CloudFormation says. */
export async function lookAt(stage: Stage, stack: string): Promise<Deployed> {
  const outputs = Object.fromEntries(
    (await stage.aws(
      ...['cloudformation', 'describe-stacks', '--stack-name', stack],
      ...['--query', 'Stacks[0].Outputs[].[OutputKey, OutputValue]'],
    )) as [string, string][],
  );
  const resources = (await stage.aws(
    ...['cloudformation', 'list-stack-resources', '--stack-name', stack],
    ...['--query', 'StackResourceSummaries[].[ResourceType, LogicalResourceId, PhysicalResourceId]'],
  )) as [string, string, string][];
  const data = resources
    .filter(([type]) => ['AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::Cognito::UserPool'].includes(type))
    .map(([, logicalId, physicalId]) => [logicalId, physicalId]);
  return {
    api: String(outputs.ApiEndpoint),
    site: String(outputs.SiteUrl),
    bucket: String(outputs.S3BucketName),
    data: Object.fromEntries(data),
  };
}

/** The page that the site serves, byte for byte. */
export async function servedPage({ site }: Deployed): Promise<string> {
  const response = await fetch(`${site}/`);
  see('the site serves a page', response.ok, response.status);
  return response.text();
}

interface Run {
  status: string;
  results: { status: string; imageUrl?: string }[];
}

/**
 * Draws with every model, and downloads the pictures.
 * @param headers of who asks
 * @returns the job's id
 */
export function draw(deployed: Deployed, headers: Record<string, string> = {}): Promise<string> {
  return drawn(deployed, { prompt: 'a lighthouse at dusk' }, headers);
}

/** The same, of what a request asks for. */
export async function drawn(
  deployed: Deployed,
  request: object,
  headers: Record<string, string> = {},
): Promise<string> {
  const response = await fetch(`${deployed.api}/generate`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(request),
  });
  const { jobId, ...refusal } = (await response.json()) as { jobId: string };
  see('the run starts', response.ok, refusal);
  for (const deadline = Date.now() + PICTURE_MS; ; await sleep(1000)) {
    const { status } = await readRun(deployed, jobId, headers);
    if (status === 'completed') break;
    see(`the run ends`, Date.now() < deadline && !['failed', 'partial'].includes(status), status);
  }
  await openRun(deployed, jobId, headers);
  return jobId;
}

/** Opens a run and each of its pictures. */
export async function openRun(
  deployed: Deployed,
  jobId: string,
  headers: Record<string, string> = {},
): Promise<string[]> {
  const { status, results } = await readRun(deployed, jobId, headers);
  see('the run is complete', status === 'completed' && results.length > 0, { status, results });
  for (const { imageUrl } of results) {
    const picture = await fetch(String(imageUrl));
    const bytes = (await picture.arrayBuffer()).byteLength;
    see('each picture is served', picture.ok && bytes > 1000, { imageUrl, status: picture.status, bytes });
  }
  return results.map(({ imageUrl }) => String(imageUrl));
}

async function readRun({ api }: Deployed, jobId: string, headers: Record<string, string>): Promise<Run> {
  const response = await fetch(`${api}/status/${jobId}`, { headers });
  const body = (await response.json()) as Run;
  see('the status of the run can be read', response.ok, body);
  return body;
}
