import { parseArgs } from 'node:util';
import { DeployError } from './deploy-error.ts';

export const ENVIRONMENTS = ['dev', 'staging', 'prod'] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];

export interface DeployArguments {
  environment: EnvironmentName;
  action: 'deploy' | 'plan' | 'rollback' | 'help';
  /** Do not ask for confirmation of the change set. */
  yes: boolean;
  /** Draw one real picture after deploying, which costs what the cheapest model costs. */
  fullHealthCheck: boolean;
}

export const USAGE = `Usage: scripts/deploy.sh dev|staging|prod [options]

  --plan         show what would change, change nothing
  --rollback     go back to the release before the current one
  --yes          do not ask before changes are made
  --full-check   after deploying, draw one real picture and rewrite one prompt (costs cents)
  --help         this text

Parameters come from samconfig.toml, then parameters.json, then parameters.<environment>.json; the later wins.
First write parameters.json with: npm run configure`;

/** @throws DeployError with the usage when the arguments make no sense */
export function parseArguments(args: readonly string[]): DeployArguments {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw new DeployError('usage', error instanceof Error ? error.message : String(error), USAGE);
  }
  const { values, positionals } = parsed;
  const environment = ENVIRONMENTS.find((name) => name === positionals[0]);
  if (values.help) return { environment: 'dev', action: 'help', yes: false, fullHealthCheck: false };
  if (environment === undefined || positionals.length !== 1) {
    throw new DeployError('usage', 'Name one environment: dev, staging or prod.', USAGE);
  }
  if (values.plan && values.rollback) {
    throw new DeployError('usage', '--plan and --rollback exclude each other.', USAGE);
  }
  const action = values.plan ? 'plan' : values.rollback ? 'rollback' : 'deploy';
  return { environment, action, yes: values.yes, fullHealthCheck: values['full-check'] };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      plan: { type: 'boolean', default: false },
      rollback: { type: 'boolean', default: false },
      yes: { type: 'boolean', short: 'y', default: false },
      'full-check': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}
