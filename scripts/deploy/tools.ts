import { DeployError } from './deploy-error.ts';
import { report } from './report.ts';
import { run } from './run.ts';

const TOOLS = [
  {
    name: 'sam',
    install:
      'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/install-sam-cli.html (1.154 or newer)',
  },
  {
    name: 'aws',
    install:
      'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html (version 2, or 1)',
  },
  { name: 'esbuild', install: 'npm ci' },
] as const;

/** Older ones cannot read parameters from a file with maps. */
const OLDEST_SAM: readonly [number, number] = [1, 154];

type ToolName = (typeof TOOLS)[number]['name'];

/** @throws DeployError that names every program that is missing, or a SAM CLI that is too old */
export async function checkTools(wanted: readonly ToolName[] = TOOLS.map(({ name }) => name)): Promise<void> {
  const missing: string[] = [];
  for (const { name, install } of TOOLS) {
    if (!wanted.includes(name)) continue;
    const { code, stdout, stderr } = await run(name, ['--version'], { capture: true });
    if (code !== 0) {
      missing.push(`${name} is missing or does not start. Install it: ${install}`);
      continue;
    }
    const version = (stdout || stderr).trim().split('\n')[0] ?? '';
    if (name === 'sam') checkSamVersion(version);
    report.line(`${name}: ${version}`);
  }
  if (missing.length > 0) throw new DeployError('tool', missing.join('\n        '));
}

function checkSamVersion(text: string): void {
  const found = /(\d+)\.(\d+)\.\d+/.exec(text);
  const [major, minor] = [Number(found?.[1]), Number(found?.[2])];
  const isOld = major < OLDEST_SAM[0] || (major === OLDEST_SAM[0] && minor < OLDEST_SAM[1]);
  if (isOld) {
    throw new DeployError('tool', `The SAM CLI is too old: ${text}.`, `Update it: ${TOOLS[0].install}`);
  }
}

export interface Account {
  id: string;
  region: string;
}

/** Which account and region the deployment goes to. @throws DeployError without valid credentials or a region */
export async function checkCredentials(): Promise<Account> {
  const region = await findRegion();
  if (region === undefined) {
    throw new DeployError(
      'credentials',
      'No AWS region is set.',
      'For example: export AWS_REGION=us-west-2, or for good: aws configure set region us-west-2',
    );
  }
  // Of the two names, the SAM CLI and older AWS CLIs read only the second.
  process.env.AWS_REGION = region;
  process.env.AWS_DEFAULT_REGION = region;
  const identity = await run('aws', ['sts', 'get-caller-identity', '--output', 'json'], { capture: true });
  if (identity.code !== 0) {
    throw new DeployError(
      'credentials',
      `AWS does not accept the credentials: ${lastLine(identity.stderr)}`,
      'Sign in first: aws sso login, or aws configure (docs/deployment.md).',
    );
  }
  return { id: readAccountId(identity.stdout), region };
}

function readAccountId(text: string): string {
  try {
    const { Account } = JSON.parse(text) as { Account?: unknown };
    if (typeof Account === 'string') return Account;
  } catch {
    // Reported below.
  }
  throw new DeployError('credentials', 'aws sts get-caller-identity answered without an account.');
}

async function findRegion(): Promise<string | undefined> {
  const named = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION;
  if (named) return named;
  const { code, stdout } = await run('aws', ['configure', 'get', 'region'], { capture: true });
  return code === 0 && stdout.trim() !== '' ? stdout.trim() : undefined;
}

/** The line of a program's output that usually holds the reason. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() || 'no reason given';
}
