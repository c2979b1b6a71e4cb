import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export interface SiteBuilder {
  /** Where the built files are. */
  folder: string;
  /** Builds if a source has changed. Resolves with the error message of a failed build. */
  build(): Promise<string | undefined>;
  stop(): void;
}

const SKIPPED = new Set(['node_modules', 'dist', 'coverage']);

/** Builds the front end with vite, for an API on the same origin, beside the build that a deployment makes. */
export function createSiteBuilder(root: string, cacheFolder: string): SiteBuilder {
  const frontend = join(root, 'frontend');
  const folder = join(cacheFolder, 'site');
  const stampFile = join(cacheFolder, 'site.stamp');
  let running: ReturnType<typeof spawn> | undefined;

  async function build(): Promise<string | undefined> {
    if (!existsSync(join(frontend, 'index.html'))) return 'frontend/index.html does not exist.';
    const stamp = fingerprint([frontend, join(root, 'src', 'contract'), join(root, 'package-lock.json')]);
    const before = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
    if (before === stamp && existsSync(join(folder, 'index.html'))) return undefined;
    rmSync(stampFile, { force: true });
    mkdirSync(cacheFolder, { recursive: true });
    const problem = await runVite();
    if (problem === undefined) writeFileSync(stampFile, stamp);
    return problem;
  }

  function runVite(): Promise<string | undefined> {
    const vite = join(
      createRequire(join(frontend, 'package.json')).resolve('vite/package.json'),
      '../bin/vite.js',
    );
    const child = spawn(
      process.execPath,
      [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'],
      {
        cwd: frontend,
        // An empty address in the environment wins over the one in frontend/.env: same origin.
        env: {
          ...process.env,
          VITE_API_ENDPOINT: '',
          FORCE_COLOR: '0',
          NO_COLOR: '1',
          VITE_ENVIRONMENT: 'local',
          NODE_ENV: 'production',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    running = child;
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    return new Promise((resolve) => {
      child.on('error', (error) => resolve(error.message));
      child.on('close', (code) => {
        running = undefined;
        resolve(code === 0 ? undefined : output.trim() || `vite ended with ${code}`);
      });
    });
  }

  return { folder, build, stop: () => running?.kill() };
}

/** Names, sizes and times of all files that the build reads. */
function fingerprint(paths: readonly string[]): string {
  const hash = createHash('sha256');
  const visit = (path: string) => {
    const info = statSync(path, { throwIfNoEntry: false });
    if (!info) return;
    if (!info.isDirectory()) {
      hash.update(`${path}\0${info.size}\0${info.mtimeMs}\n`);
      return;
    }
    for (const name of readdirSync(path).sort()) if (!SKIPPED.has(name)) visit(join(path, name));
  };
  for (const path of paths) visit(path);
  return hash.digest('hex');
}
