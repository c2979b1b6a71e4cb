import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

const PATIENCE_MS = 15_000;
const QUIET_MS = 150;

export interface Terminal {
  /** Waits until the screen has shown this after what was waited for before. @throws Error with the screen */
  see(text: string): Promise<void>;
  /** Waits until nothing has been drawn for a moment: what is typed while a list loads would be lost. */
  settle(): Promise<void>;
  type(text: string): void;
  /** Everything that was shown, without control characters. */
  shown(): string;
  exitCode(): Promise<number | null>;
  /** Ends the command; its exit code is `null`. */
  end(): void;
}

export const KEYS = { enter: '\r', down: '\u001b[B', interrupt: '\u0003' };

/** Runs a command in a pseudo-terminal, which `script` of util-linux provides. */
export function openTerminal(
  command: string,
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Terminal {
  const child: ChildProcessWithoutNullStreams = spawn('script', ['-qec', command, '/dev/null'], {
    cwd,
    env: { ...process.env, PIXEL_PROMPT_OFFLINE: '1', TERM: 'xterm', COLUMNS: '160', LINES: '50', ...env },
  });
  let screen = '';
  let seen = 0;
  child.stdout.on('data', (data: Buffer) => {
    screen += stripVTControlCharacters(data.toString());
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  return {
    async see(text) {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const at = screen.indexOf(text, seen);
        if (at >= 0) {
          seen = at + text.length;
          return;
        }
        if (Date.now() > deadline) {
          child.kill();
          throw new Error(`"${text}" was never shown:\n${screen.slice(-2000)}`);
        }
        await sleep(20);
      }
    },
    async settle() {
      for (let before = -1; before !== screen.length; ) {
        before = screen.length;
        await sleep(QUIET_MS);
      }
    },
    type: (text) => child.stdin.write(text),
    shown: () => screen,
    exitCode: () => ended,
    end: () => void child.kill(),
  };
}
