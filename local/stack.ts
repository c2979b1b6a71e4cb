import { dirname, join, resolve } from 'node:path';
import { hmacHex } from '../src/lib/hash.ts';
import { type AwsCall, createAwsEndpoint, type Disturbance } from './aws-endpoint.ts';
import { createBuilder, type FunctionBuilder } from './build.ts';
import { createImageServer } from './cloudfront/images.ts';
import { createSite } from './cloudfront/site.ts';
import { readConfiguration } from './configuration.ts';
import { type Credentials, createCredentialStore, ownerCredentials } from './credentials.ts';
import { asFault, type Database } from './database.ts';
import { startDynamoDb } from './dynamodb.ts';
import { createFunctionService, type FunctionService, type InstanceLimits } from './function-service.ts';
import { createHttpApi } from './http-api/server.ts';
import { importOldState } from './import-old-state.ts';
import { answerStarting, listen, type RequestHandler } from './listen.ts';
import { refusalOf } from './own-pages.ts';
import { type Access, watched } from './policies.ts';
import { createDiskStore } from './s3/disk-store.ts';
import { startScheduler } from './scheduler.ts';
import { createSiteBuilder } from './site-build.ts';
import { createQueues } from './sqs.ts';
import { databaseFile, takeStateFolder } from './state-folder.ts';
import type { ValueMap } from './template/value.ts';
import { type Changes, watchFolders } from './watch.ts';
import { createWebHandler } from './web.ts';

export interface StackOptions {
  /** 0 chooses a free one. */
  port: number;
  awsPort: number;
  stateDir: string;
  templateFile: string;
  /** Without it, and without `parameters`, the demonstration models are configured. */
  parametersFile?: string | undefined;
  parameters?: ValueMap | undefined;
  /** Build and serve the front end. */
  site?: boolean;
  /** Rebuild when sources change. */
  watch?: boolean;
  /** Variables over those of the template, for tests. */
  environment?: ((functionId: string) => Record<string, string>) | undefined;
  /** How far a function's clock runs ahead, in milliseconds, for tests of what only time brings about. */
  clockAheadMs?: ((functionId: string) => number) | undefined;
  instances?: InstanceLimits;
  /** Each instance of a function in a thread of its own, for tests of what ends a thread. */
  isolated?: boolean;
  /** Instead of the interval of every schedule in the template, in milliseconds. */
  scheduleMs?: number | undefined;
  /** After how long the HTTP API gives a request up, for tests. */
  patienceMs?: number | undefined;
  /** Waits before Lambda's retries of failed events. */
  retryDelaysMs?: readonly number[] | undefined;
  /** Called for every request to the AWS endpoint, for fault tests. */
  disturb?: ((call: AwsCall) => Promise<Disturbance>) | undefined;
  /** A stand-in for Bedrock, such as the scripted vendor; without it calls to Bedrock are answered 501. */
  bedrockUrl?: string | undefined;
  /** An issuer in place of Cognito's pool of invited people, for tests. */
  pool?: string | undefined;
  /** Called for every permission check, for tests. */
  onAccess?: ((access: Access) => void) | undefined;
  /** Receives one sentence for each problem while running; by default they go to stderr. */
  onProblem?: ((text: string) => void) | undefined;
  /** Cancels the start at any step; the process is expected to end soon after. */
  signal?: AbortSignal | undefined;
}

export interface Stack {
  url: string;
  awsUrl: string;
  /** Physical names, for tools and tests. */
  resources: { buckets: string[]; tables: string[]; secrets: string[]; functions: Record<string, string> };
  functions: Pick<FunctionService, 'pendingEvents' | 'killBusy'>;
  credentials: {
    /** For everything. */
    owner: Credentials;
    /** With the rights of a function, until they are revoked. */
    ofFunction(logicalId: string): Credentials & { revoke(): void };
  };
  /** Policy statements of functions that no request has needed so far. */
  unusedStatements(): string[];
  stop(): Promise<void>;
}

const INSTANCES: InstanceLimits = { api: 6, events: 40 };

/**
 * Starts everything, step by step; each step leaves behind how it is undone.
 * @throws StackFault, or the reason of `signal`
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await Promise.race([start(options, undo, stop), aborted(options.signal)]);
  } catch (error) {
    await stop();
    throw asFault(error, databaseFile(resolve(options.stateDir)));
  }
}

async function start(options: StackOptions, undo: (() => unknown)[], stop: Stack['stop']): Promise<Stack> {
  const onProblem = options.onProblem ?? ((text) => process.stderr.write(`${text}\n`));
  const templateFile = resolve(options.templateFile);
  const root = dirname(templateFile);
  const cache = join(root, 'node_modules', '.cache', 'pixel-prompt');

  const state = takeStateFolder(resolve(options.stateDir));
  undo.push(state.release);
  const parameters = options.parameters ? { values: options.parameters } : fileSource(options.parametersFile);
  const owner = ownerCredentials(join(state.folder, 'credentials.json'));
  const configuration = readConfiguration({
    templateFile,
    parameters,
    stackId: state.stackId,
    generatedSecret: (logicalId) => hmacHex(owner.secretAccessKey, logicalId),
    pool: options.pool,
  });
  if (options.onAccess) configuration.policies = watched(configuration.policies, options.onAccess);
  for (const notice of configuration.notices) onProblem(notice);

  // Ports first: a busy one must not cost a build.
  let answerWeb: RequestHandler = answerStarting;
  let answerAws: RequestHandler = answerStarting;
  const web = await listen(
    options.port,
    'PORT',
    guarded(() => answerWeb, configuration.cors?.allowOrigins, configuration.doors),
  );
  undo.push(web.stop);
  const aws = await listen(
    options.awsPort,
    'AWS_PORT',
    guarded(() => answerAws, configuration.uploadOrigins(web.url)),
  );
  undo.push(aws.stop);

  options.signal?.throwIfAborted();
  const builder: FunctionBuilder = await createBuilder(configuration.functions, join(cache, 'functions'));
  undo.push(builder.stop);
  // What is started from here on would outlive a cancelled start.
  options.signal?.throwIfAborted();
  const siteBuilder = createSiteBuilder(root, cache);
  undo.push(siteBuilder.stop);
  const imported = await importOldState(state.folder, state.database, state.objects);
  if (imported !== undefined) onProblem(imported);
  const store = createDiskStore(state.database, state.objects);
  for (const bucket of configuration.buckets) store.create(bucket);

  const [bundles, dynamoDb, siteProblem] = await Promise.all([
    builder.build(),
    startTables(state.database, configuration.tables, undo),
    options.site ? siteBuilder.build() : undefined,
  ]);
  options.signal?.throwIfAborted();
  if (siteProblem !== undefined)
    onProblem(`The front end could not be built and is not served:\n${siteProblem}`);

  const credentials = createCredentialStore(owner);
  const queues = createQueues(state.database);
  const functions = createFunctionService({
    configuration,
    credentials,
    siteUrl: web.url,
    awsUrl: aws.url,
    database: state.database,
    queues,
    logFile: join(state.folder, 'functions.log'),
    bundles,
    instances: options.instances ?? INSTANCES,
    isolated: options.isolated ?? false,
    environment: options.environment,
    clockAheadMs: options.clockAheadMs,
    retryDelaysMs: options.retryDelaysMs,
    onProblem,
  });
  undo.push(functions.stop);

  answerAws = createAwsEndpoint({
    credentials,
    policies: configuration.policies,
    store,
    dynamoDb,
    secrets: configuration.secrets,
    queues,
    findFunction: functions.find,
    bedrockUrl: options.bedrockUrl,
    uploadOrigins: configuration.uploadOrigins(web.url),
    disturb: options.disturb,
  });
  await functions.warm();

  const site = createSite(() => siteBuilder.folder, configuration.pageHeaders(web.url, aws.url));
  answerWeb = createWebHandler({
    api: createHttpApi({
      routes: configuration.routes,
      cors: configuration.corsFor(web.url),
      invoke: functions.invoke,
      patienceMs: options.patienceMs,
    }),
    serveImage: createImageServer({
      bucket: store.bucket(configuration.buckets[0] ?? ''),
      policies: configuration.policies,
      distributionId: configuration.distributionId,
      headers: configuration.headers.images,
      guard: configuration.imageGuard,
    }),
    site: options.site ? site : { serve: async () => false },
  });
  functions.resume();
  const scheduler = startScheduler({
    schedules: configuration.schedules,
    everyMs: options.scheduleMs,
    accept: functions.accept,
    onProblem,
  });
  undo.push(scheduler.stop);

  if (options.watch) {
    const folders = [...new Set(configuration.functions.map((spec) => spec.codeFolder))];
    const sources = watchFolders(folders, (changes) => rebuild(builder, changes, functions, onProblem));
    undo.push(sources.stop);
    if (options.site) {
      const pages = watchFolders([join(root, 'frontend', 'src')], async () => {
        const problem = await siteBuilder.build();
        if (problem !== undefined)
          onProblem(`The front end could not be built; the old one is still served:\n${problem}`);
        site.forget();
      });
      undo.push(pages.stop);
    }
  }

  return {
    url: web.url,
    awsUrl: aws.url,
    resources: {
      buckets: configuration.buckets,
      tables: configuration.tables.map((table) => String(table.TableName)),
      secrets: configuration.secrets.map((secret) => secret.arn),
      functions: Object.fromEntries(configuration.functions.map((spec) => [spec.logicalId, spec.name])),
    },
    functions,
    credentials: {
      owner: credentials.owner,
      ofFunction(logicalId) {
        const { credentials: issued, revoke } = credentials.issue(logicalId);
        return { ...issued, revoke };
      },
    },
    unusedStatements: configuration.policies.unusedStatements,
    stop,
  };
}

/** Never resolves. */
function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

const fileSource = (file: string | undefined) => (file === undefined ? undefined : { file: resolve(file) });

async function startTables(database: Database, tables: readonly ValueMap[], undo: (() => unknown)[]) {
  const dynamoDb = await startDynamoDb(database);
  undo.push(dynamoDb.stop);
  for (const table of tables) await dynamoDb.createTable(table);
  return dynamoDb;
}

async function rebuild(
  builder: FunctionBuilder,
  changes: Changes,
  functions: FunctionService,
  onProblem: (text: string) => void,
) {
  try {
    functions.swap(await builder.build(changes));
  } catch (error) {
    onProblem(`The change was not applied:\n${error instanceof Error ? error.message : String(error)}`);
  }
}

/** As `refusalOf` says. */
function guarded(
  current: () => RequestHandler,
  origins?: readonly string[],
  doors?: readonly string[],
): RequestHandler {
  return (request, response) => {
    const refusal = refusalOf(request, origins, doors);
    if (!refusal) return current()(request, response);
    response.writeHead(refusal.status, { 'content-type': 'text/plain' });
    response.end(`${refusal.text}\n`);
  };
}
