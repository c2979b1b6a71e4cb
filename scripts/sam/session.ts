import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration } from '../../local/configuration.ts';
import { type Stack, startStack } from '../../local/stack.ts';
import { run } from '../deploy/run.ts';
import { findContainerHost } from './container-host.ts';
import { startGateway } from './gateway.ts';
import { writeLocalTemplate } from './local-template.ts';
import { answers, freePort, startServer } from './program.ts';

export interface SamSession {
  /** What `sam local start-api` serves. */
  apiUrl: string;
  /** Arguments for `sam local invoke`. */
  invokeArguments: string[];
  logFolder: string;
  stop(): Promise<void>;
}

export interface SamSessionOptions {
  root: string;
  /** 0 chooses a free one. */
  port: number;
  stateDir: string;
  parametersFile: string | undefined;
  /** Take the runtime image that is here instead of asking the registry for a newer one. */
  skipPullImage: boolean;
  say(text: string): void;
}

/** Building images takes its time when the first function is started; only the server itself is waited for. */
const PATIENCE_MS = 60_000;

/** Storage, `sam build`, `sam local start-lambda` and `sam local start-api`, in this order. @throws Error */
export async function startSamSession(options: SamSessionOptions): Promise<SamSession> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await start(options, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: SamSessionOptions,
  undo: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<SamSession> {
  const { root, say } = options;
  const folder = join(root, '.aws-sam/local');
  mkdirSync(folder, { recursive: true });
  const containers = await findContainerHost();

  say('storage: S3, DynamoDB and Secrets Manager');
  const stack = await startStack({
    port: 0,
    awsPort: 0,
    stateDir: options.stateDir,
    templateFile: join(root, 'template.yaml'),
    parametersFile: options.parametersFile,
  });
  undo.push(stack.stop);
  const gateway = await startGateway(stack.awsUrl, containers.listenOn);
  undo.push(gateway.stop);

  say('sam build for this processor');
  const template = writeLocalTemplate(root);
  const buildFolder = join(folder, 'build');
  const built = await run('sam', ['build', '--template', template, '--build-dir', buildFolder], {
    capture: true,
  });
  if (built.code !== 0) throw new Error(`sam build failed:\n${built.stderr}`);

  const lambdaPort = await freePort(containers.listenOn);
  const environmentFile = join(folder, 'environment.json');
  const environment = functionEnvironments(options, {
    siteUrl: stack.url,
    resources: stack.resources,
    credentials: stack.credentials,
    awsUrl: `http://${containers.address}:${gateway.port}`,
    lambdaUrl: `http://${containers.address}:${lambdaPort}`,
  });
  writeFileSync(environmentFile, JSON.stringify(environment, null, 2));

  const shared = [
    ...['--template', join(buildFolder, 'template.yaml'), '--env-vars', environmentFile],
    ...(options.skipPullImage ? ['--skip-pull-image'] : []),
  ];
  const env = {
    SAM_CLI_TELEMETRY: '0',
    AWS_REGION: 'us-east-1',
    // SAM hands this machine's credentials to the containers; these are dummies.
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };

  say('sam local start-lambda');
  const lambda = await startServer({
    command: 'sam',
    args: ['local', 'start-lambda', '--host', containers.listenOn, '--port', String(lambdaPort), ...shared],
    env,
    logFile: join(folder, 'start-lambda.log'),
    isReady: () => answers(containers.listenOn, lambdaPort),
    patienceMs: PATIENCE_MS,
  });
  undo.push(lambda.stop);

  say('sam local start-api');
  const port = options.port || (await freePort('127.0.0.1'));
  const api = await startServer({
    command: 'sam',
    args: [
      ...['local', 'start-api', '--host', '127.0.0.1', '--port', String(port)],
      ...['--warm-containers', 'LAZY', ...shared],
    ],
    env,
    logFile: join(folder, 'start-api.log'),
    isReady: () => answers('127.0.0.1', port),
    patienceMs: PATIENCE_MS,
  });
  undo.push(api.stop);
  return { apiUrl: `http://127.0.0.1:${port}`, invokeArguments: shared, logFolder: folder, stop };
}

interface Addresses {
  credentials: Stack['credentials'];
  siteUrl: string;
  awsUrl: string;
  lambdaUrl: string;
  resources: { buckets: string[]; tables: string[]; secrets: string[] };
}

/** Each function's variables as the local stack knows them; `sam local` resolves several of them wrongly. */
function functionEnvironments(options: SamSessionOptions, addresses: Addresses) {
  const configuration = readConfiguration({
    templateFile: join(options.root, 'template.yaml'),
    parameters: options.parametersFile === undefined ? undefined : { file: options.parametersFile },
    stackId: 'sam-local-sam-local-sam-local',
  });
  const { buckets, tables, secrets } = addresses.resources;
  const replaced: Record<string, string | undefined> = {
    BUCKET_NAME: buckets[0],
    TABLE_NAME: tables[0],
    KEYS_SECRET: secrets[0],
    UPLOAD_URL: `${addresses.awsUrl}/${buckets[0]}`,
  };
  const logicalIds = new Map(configuration.functions.map(({ name, logicalId }) => [name, logicalId]));
  const environments = configuration.functions.map(({ logicalId }) => {
    const { accessKeyId, secretAccessKey, sessionToken = '' } = addresses.credentials.ofFunction(logicalId);
    const variables = configuration.environment(logicalId, addresses.siteUrl, addresses.awsUrl);
    for (const [name, value] of Object.entries(replaced)) {
      if (name in variables && value !== undefined) variables[name] = value;
    }
    // `sam local start-lambda` knows functions by their logical ids.
    for (const [name, value] of Object.entries(variables)) variables[name] = logicalIds.get(value) ?? value;
    return [
      logicalId,
      {
        ...variables,
        AWS_ENDPOINT_URL: addresses.awsUrl,
        AWS_ENDPOINT_URL_LAMBDA: addresses.lambdaUrl,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_SESSION_TOKEN: sessionToken,
      },
    ];
  });
  return Object.fromEntries(environments);
}
