import { spawn } from 'node:child_process';

export interface RunResult {
  code: number;
  /** Empty unless captured. */
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** Collect the output instead of showing it. */
  capture?: boolean;
  env?: Readonly<Record<string, string>>;
  cwd?: string;
}

/** Runs a program without a shell. A program that cannot be started gives code 127. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const output = options.capture ? 'pipe' : 'inherit';
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['inherit', output, output],
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (data: Buffer) => {
      stdout += data.toString();
    });
    child.stderr?.on('data', (data: Buffer) => {
      stderr += data.toString();
    });
    child.on('error', (error) => resolve({ code: 127, stdout, stderr: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}
