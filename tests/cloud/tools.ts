import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../scripts/deploy/run.ts';

const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'pixel-prompt');

/** The emulator pins another botocore than the SAM CLI, so each has an environment of its own. */
const MINISTACK = { name: 'ministack-1.5.33', packages: ['ministack[full]==1.5.33'] };
const SAM = { name: 'sam-cli-1.170.0', packages: ['aws-sam-cli==1.170.0', 'awscli==1.46.3'] };

export interface Tools {
  /** Python with the emulator. */
  emulatorPython: string;
  /** The folder of `sam`, of an AWS CLI 1 and of the Python of both. */
  bin: string;
  /** Another AWS CLI that the scripts shall use. */
  aws: string | undefined;
}

/**
 * Installs what is missing, outside the repository.
 * @param aws another AWS CLI than the one that is installed: the second version is in no registry of Python packages
 * @throws Error that says what to install by hand
 */
export async function installTools(aws: string | undefined): Promise<Tools> {
  const python = await findPython();
  const [ministack, sam] = await Promise.all([MINISTACK, SAM].map((wanted) => install(python, wanted)));
  return { emulatorPython: join(String(ministack), 'python'), bin: String(sam), aws };
}

async function install(
  python: string,
  { name, packages }: { name: string; packages: readonly string[] },
): Promise<string> {
  const folder = join(CACHE, name);
  const bin = join(folder, 'bin');
  const done = join(folder, '.complete');
  if (existsSync(done)) return bin;
  mkdirSync(CACHE, { recursive: true });
  console.log(`      installing ${packages.join(' and ')} into ${folder}`);
  const steps = [
    [python, '-m', 'venv', '--clear', folder],
    [join(bin, 'pip'), 'install', '--quiet', '--disable-pip-version-check', ...packages],
    ['touch', done],
  ];
  for (const [command = '', ...args] of steps) {
    const { code, stdout, stderr } = await run(command, args, { capture: true });
    if (code !== 0) throw new Error(`${[command, ...args].join(' ')} failed:\n${stdout}${stderr}`);
  }
  return bin;
}

async function findPython(): Promise<string> {
  for (const name of ['python3', 'python3.13', 'python3.12', 'python3.11']) {
    const { code } = await run(name, ['-c', 'import sys, venv; sys.exit(sys.version_info < (3, 11))'], {
      capture: true,
    });
    if (code === 0) return name;
  }
  throw new Error('Python 3.11 or newer with venv is needed (Debian: apt-get install python3-venv).');
}
