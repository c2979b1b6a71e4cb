import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../deploy/run.ts';
import { type Program, startServer } from './program.ts';

/** Whether the daemon that DOCKER_HOST, or else the usual socket, names answers. */
export async function dockerAnswers(): Promise<boolean> {
  return (await run('docker', ['info', '--format', '{{.ServerVersion}}'], { capture: true })).code === 0;
}

/**
 * Starts a daemon of our own that needs neither iptables nor an overlay file system, as in a sandbox without either,
 * and points DOCKER_HOST to it. `undefined` where that is impossible, with the reason.
 */
export async function startDocker(folder: string): Promise<{ daemon: Program } | { reason: string }> {
  if (process.platform !== 'linux') return { reason: 'Docker does not run; start Docker Desktop' };
  if ((await run('dockerd', ['--version'], { capture: true })).code !== 0) {
    return { reason: 'there is no dockerd; on Debian: apt-get install docker.io' };
  }
  if (process.getuid?.() !== 0) return { reason: 'Docker does not run, and only root can start it' };
  mkdirSync(folder, { recursive: true });
  const socket = join(folder, 'docker.sock');
  const logFile = join(folder, 'dockerd.log');
  try {
    const daemon = await startServer({
      command: 'dockerd',
      args: [
        ...['--iptables=false', '--ip6tables=false', '--storage-driver=vfs', '--host', `unix://${socket}`],
        ...['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')],
        ...['--pidfile', join(folder, 'docker.pid')],
      ],
      env: {},
      logFile,
      isReady: async () => existsSync(socket) && (await answersAt(socket)),
      patienceMs: 30_000,
    });
    process.env.DOCKER_HOST = `unix://${socket}`;
    return { daemon };
  } catch {
    return { reason: `dockerd does not start here; see ${logFile}` };
  }
}

async function answersAt(socket: string): Promise<boolean> {
  await sleep(200);
  return (await run('docker', ['--host', `unix://${socket}`, 'info'], { capture: true })).code === 0;
}
