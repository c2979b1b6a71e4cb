/** Exit codes of scripts/deploy.sh; docs/deployment.md lists them. */
const EXIT = {
  usage: 2,
  tool: 3,
  credentials: 4,
  configuration: 5,
  build: 6,
  stack: 7,
  site: 8,
  health: 9,
  rollback: 10,
} as const;

/** A step failed. The message says what, the hint what to do. Neither may hold a key. */
export class DeployError extends Error {
  override readonly name = 'DeployError';
  readonly exitCode: number;
  readonly hint: string | undefined;

  constructor(step: keyof typeof EXIT, message: string, hint?: string) {
    super(message);
    this.exitCode = EXIT[step];
    this.hint = hint;
  }
}
