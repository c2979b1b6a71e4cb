import { availableParallelism, devNull, tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../src/lib/clock.ts';
import type { Configuration } from './configuration.ts';
import type { CredentialStore } from './credentials.ts';
import type { Database } from './database.ts';
import { StackFault } from './fault.ts';
import { type AsyncQueue, createAsyncQueue } from './lambda/async-queue.ts';
import { putAside } from './lambda/dead-letters.ts';
import type { InvokeTarget } from './lambda/invoke-api.ts';
import { createPool, type Pool } from './lambda/pool.ts';
import type { Caller, Outcome, Runtime } from './lambda/runner.ts';
import { createThreadGroup } from './lambda/thread-group.ts';
import { type FunctionLog, openLog } from './log.ts';
import type { Queues } from './sqs.ts';
import type { FunctionSpec } from './template/functions.ts';
import { ACCOUNT_ID, REGION } from './template/resources.ts';

/** Instances at once of a function behind a route, and of one that events start: those wait for vendors. */
export interface InstanceLimits {
  api: number;
  events: number;
}

interface Options {
  configuration: Configuration;
  siteUrl: string;
  awsUrl: string;
  database: Database;
  /** Receive the events that failed for good. */
  queues: Queues;
  logFile: string;
  /** Bundles by logical id. */
  bundles: ReadonlyMap<string, string>;
  instances: InstanceLimits;
  /** Each instance gets a thread of its own. */
  isolated: boolean;
  credentials: CredentialStore;
  /** Variables over those of the template, for tests. */
  environment?: ((functionId: string) => Record<string, string>) | undefined;
  /** How far a function's clock runs ahead, for tests. */
  clockAheadMs?: ((functionId: string) => number) | undefined;
  retryDelaysMs?: readonly number[] | undefined;
  onProblem(text: string): void;
}

export interface FunctionService {
  invoke(functionId: string, payload: string, requestId: string, caller?: Caller): Promise<Outcome>;
  /** Queues an event; resolves once it is on the disk. */
  accept(functionId: string, payload: string): Promise<string>;
  find(name: string): InvokeTarget | undefined;
  /** Loads every function once. @throws StackFault with what each one says when it cannot load */
  warm(): Promise<void>;
  /** Delivers events left by an earlier start, and loads further instances while idle. */
  resume(): void;
  /** Switches to new bundles, and loads those that have changed before somebody asks for them. */
  swap(bundles: ReadonlyMap<string, string>): void;
  /** Events that are queued or running. */
  pendingEvents(): number;
  /** Ends the working instances of a function, as a crash would. */
  killBusy(functionId: string): Promise<number>;
  stop(): Promise<void>;
}

const IDLE_MS = 10 * 60_000;
const LOAD_PAUSE_MS = 30;

/** All functions with their instances, and the queue for asynchronous invocations. */
export function createFunctionService(options: Options): FunctionService {
  const { configuration, onProblem } = options;
  const log = openLog(options.logFile);
  const specs = new Map(configuration.functions.map((spec) => [spec.logicalId, spec]));
  const routed = new Set(configuration.routes.map((route) => route.functionId));
  const environments = new Map<string, Record<string, string>>();
  const pools = new Map<string, Pool>();
  const groups = threadGroups(options.isolated);
  let bundles = options.bundles;

  for (const spec of specs.values()) {
    const variables = configuration.environment(spec.logicalId, options.siteUrl, options.awsUrl);
    environments.set(spec.logicalId, {
      ...variables,
      ...lambdaVariables(spec, options.awsUrl),
      ...options.environment?.(spec.logicalId),
    });
    const kind = routed.has(spec.logicalId) ? 'api' : 'events';
    const limit = options.instances[kind];
    const maxInstances = Math.max(1, Math.min(limit, spec.reservedConcurrency ?? limit));
    pools.set(
      spec.logicalId,
      createPool(runtimeOf(spec), { group: groups[kind], maxInstances, idleMs: IDLE_MS }),
    );
  }

  function runtimeOf(spec: FunctionSpec): Runtime {
    return {
      functionName: spec.name,
      functionArn: spec.arn,
      logGroup: spec.logGroup,
      exportName: spec.handler.slice(spec.handler.indexOf('.') + 1),
      file: bundles.get(spec.logicalId) ?? '',
      environment: environments.get(spec.logicalId) ?? {},
      credentials: () => credentialsFor(spec.logicalId, options),
      timeoutSeconds: spec.timeoutSeconds,
      memoryMb: spec.memoryMb,
      clockAheadMs: options.clockAheadMs?.(spec.logicalId) ?? 0,
      onLine: (line) => writeLog(configuration, log, spec, line),
      onThreadLost: () =>
        onProblem(
          `${spec.logicalId} kept running after its end, as an endless loop does; its thread was stopped, with whatever else ran there.`,
        ),
    };
  }

  async function invoke(
    functionId: string,
    payload: string,
    requestId: string,
    caller?: Caller,
  ): Promise<Outcome> {
    const pool = pools.get(functionId);
    if (!pool) return { error: { errorType: 'ResourceNotFound', errorMessage: functionId } };
    const outcome = await pool.invoke(payload, requestId, caller);
    if (outcome.error && outcome.error.errorType !== 'Sandbox.Stopped' && !stopping) {
      onProblem(`${functionId} failed: ${outcome.error.errorType}: ${outcome.error.errorMessage}`);
    }
    return outcome;
  }

  /** One after the other, so that a request that comes meanwhile gets a processor. */
  async function loadInTurn(changed: readonly [string, Pool][]) {
    for (const [functionId, pool] of changed) {
      const error = await pool.warm();
      if (error && !stopping) onProblem(`${functionId} cannot be loaded: ${error.errorMessage}`);
    }
  }

  /**
   * The next run needs as many workers at once as there are models. What runs on a schedule runs alone, and a second function
   * of the same code is for few runs.
   */
  async function loadWhileIdle() {
    const isIdle = () => [...pools.values()].every((pool) => pool.busy() === 0);
    const scheduled = new Set(configuration.schedules.map(({ functionId }) => functionId));
    const begun = new Set<string>();
    for (const [functionId, pool] of pools) {
      const entryPoint = specs.get(functionId)?.entryPoint ?? '';
      if (routed.has(functionId) || scheduled.has(functionId) || begun.has(entryPoint)) continue;
      begun.add(entryPoint);
      do await pause(LOAD_PAUSE_MS, undefined, { ref: false });
      while (!stopping && (!isIdle() || (await pool.loadOneOf(configuration.modelCount))));
    }
  }

  const queue: AsyncQueue = createAsyncQueue({
    database: options.database,
    clock: systemClock,
    ...(options.retryDelaysMs ? { retryDelaysMs: options.retryDelaysMs } : {}),
    target: (functionId) => {
      const spec = specs.get(functionId);
      const pool = pools.get(functionId);
      if (!spec || !pool) return undefined;
      return {
        settings: spec.events,
        hasRoom: () => pool.hasRoom(),
        invoke: (payload, requestId) => invoke(functionId, payload, requestId),
      };
    },
    onDeadLetter: (letter) => putAside(letter, specs.get(letter.event.functionId), options),
  });
  let stopping = false;

  return {
    invoke,
    accept: queue.accept,
    find(name) {
      const spec = configuration.functions.find((item) => item.name === name || item.logicalId === name);
      if (!spec) return undefined;
      return {
        spec,
        invoke: (payload, requestId) => invoke(spec.logicalId, payload, requestId),
        accept: (payload) => queue.accept(spec.logicalId, payload),
      };
    },
    async warm() {
      const faults = await Promise.all(
        [...pools].map(async ([functionId, pool]) => {
          const error = await pool.warm();
          return error ? [`${functionId} cannot be loaded: ${error.errorMessage}`] : [];
        }),
      );
      if (faults.flat().length > 0) throw new StackFault(faults.flat());
    },
    resume() {
      queue.resume();
      void loadWhileIdle();
    },
    swap(next) {
      const before = bundles;
      bundles = next;
      const changed = [...pools].filter(([functionId]) => before.get(functionId) !== next.get(functionId));
      for (const [functionId, pool] of changed) {
        const spec = specs.get(functionId);
        if (spec) pool.swap(runtimeOf(spec));
      }
      void loadInTurn(changed);
    },
    pendingEvents: () => queue.size(),
    killBusy: async (functionId) => (await pools.get(functionId)?.killBusy()) ?? 0,
    async stop() {
      stopping = true;
      queue.stop();
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
      await Promise.all([groups.api.stop(), groups.events.stop()]);
      log.close();
    },
  };
}

/** API functions and event functions never share a thread, so a busy worker does not delay a page. */
function threadGroups(isolated: boolean) {
  const processors = availableParallelism();
  const api = Math.max(1, Math.floor(processors / 4));
  const events = Math.max(1, processors - api);
  return {
    api: createThreadGroup(isolated ? 'isolated' : api),
    events: createThreadGroup(isolated ? 'isolated' : events),
  };
}

/** New credentials for one instance, as Lambda hands them over. */
function credentialsFor(logicalId: string, options: Options) {
  const clockAheadMs = options.clockAheadMs?.(logicalId) ?? 0;
  const { credentials, revoke } = options.credentials.issue(logicalId, clockAheadMs);
  const variables = {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken ?? '',
  };
  return { variables, revoke };
}

/** As on AWS, log lines are lost when the role may not write them. */
function writeLog(configuration: Configuration, log: FunctionLog, spec: FunctionSpec, line: string) {
  const resource = `arn:aws:logs:${REGION}:${ACCOUNT_ID}:log-group:${spec.logGroup}:log-stream:local`;
  const caller = { kind: 'function' as const, logicalId: spec.logicalId };
  const allowed = ['logs:CreateLogStream', 'logs:PutLogEvents'].every((action) =>
    configuration.policies.allows(caller, { action, resource }),
  );
  if (allowed || !spec.ownRole) log.write(spec.logicalId, line);
}

/** What Lambda sets for every function. */
function lambdaVariables(spec: FunctionSpec, awsUrl: string): Record<string, string> {
  return {
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_DEFAULT_REGION: REGION,
    AWS_REGION: REGION,
    AWS_ENDPOINT_URL: awsUrl,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: spec.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    LAMBDA_TASK_ROOT: spec.codeFolder,
    TMPDIR: tmpdir(),
    TZ: ':UTC',
    _HANDLER: spec.handler,
  };
}
