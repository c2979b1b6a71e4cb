import { readFileSync } from 'node:fs';

const EVERY_MS = 250;

/**
 * npm starts its scripts through a shell that passes no signal on: where npm or that shell is ended alone, such as by
 * an editor or a test, the stack would go on unseen and keep its ports. Calls `act` once when either has gone.
 */
export function onOrphaned(act: () => void, env: NodeJS.ProcessEnv = process.env): void {
  // Without npm, it is normal that the parent ends: `node local/main.ts &` in a shell that is closed.
  if (env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const timer = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(timer);
    act();
  }, EVERY_MS);
  timer.unref();
}

/** Linux only, otherwise `undefined`. The process name in brackets can contain anything, so only what follows is parsed. */
function parentOf(pid: number): string | undefined {
  try {
    return /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1];
  } catch {
    return undefined;
  }
}
