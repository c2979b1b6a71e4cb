import { MOST_DAYS, VISIBILITIES } from '../contract/constants.ts';
import type { Visibility } from '../contract/index.ts';
import { type Environment, type EnvReader, envReader } from './env-reader.ts';
import { isOrigin } from './origin.ts';
import { type Access, parseAccess } from './sign-in.ts';

/** The owner's models as the template hands them over; `resolveSlots` makes slots of them. */
export interface ModelsEnv {
  count: number;
  /** By slot, '' where a slot has no name. */
  names: string[];
  /** JSON, '' where there is none. */
  overrides: string;
}

/** What one address and everyone together may do. */
export interface LimitsEnv {
  globalPerHour: number;
  perAddressPerDay: number;
  /** Where people sign in, instead of the one before. */
  perPersonPerDay: number;
  /** Addresses and CIDR ranges that are not limited. */
  whitelist: string[];
  /** 0 means none. */
  dailyBudgetUsd: number;
  monthlyBudgetUsd: number;
  /** Of each person. */
  personMonthlyBudgetUsd: number;
}

const models = (env: EnvReader): ModelsEnv => ({
  count: env.whole('MODEL_COUNT', { min: 1, max: 20 }),
  names: env
    .text('MODEL_NAMES')
    .split('|')
    .map((name) => name.trim()),
  overrides: env.optionalText('MODEL_OVERRIDES'),
});

const perPersonPerDay = (env: EnvReader) => env.whole('USER_RATE_LIMIT', { min: 0, max: 999_999_999 });
const personMonthlyBudgetUsd = (env: EnvReader) => env.dollars('USER_MONTHLY_BUDGET_USD');

const limits = (env: EnvReader): LimitsEnv => ({
  globalPerHour: env.whole('GLOBAL_RATE_LIMIT', { min: 0, max: 999_999_999 }),
  perAddressPerDay: env.whole('IP_RATE_LIMIT', { min: 0, max: 999_999_999 }),
  perPersonPerDay: perPersonPerDay(env),
  whitelist: env.list('IP_WHITELIST', ','),
  dailyBudgetUsd: env.dollars('DAILY_BUDGET_USD'),
  monthlyBudgetUsd: env.dollars('MONTHLY_BUDGET_USD'),
  personMonthlyBudgetUsd: personMonthlyBudgetUsd(env),
});

/** Of runs that do not say who may see them. */
const visibility = (env: EnvReader): Visibility => {
  const text = env.text('DEFAULT_VISIBILITY');
  const found = VISIBILITIES.find((each) => each === text);
  if (found === undefined && text !== '')
    env.fault(`DEFAULT_VISIBILITY must be one of ${VISIBILITIES.join(', ')}.`);
  return found ?? 'private';
};

/** Days that runs are kept for. */
const keptDays = (env: EnvReader) => env.whole('KEPT_DAYS', { min: 1, max: MOST_DAYS });

/** 0 where no slot rewrites prompts. */
const enhancerSlot = (env: EnvReader) => env.whole('PROMPT_MODEL_INDEX', { min: 0, max: 20, fallback: 0 });

/** Hosts beside the local stack that vendors' addresses may name; none on AWS. */
const privateHosts = (env: EnvReader) => env.list('PRIVATE_HOSTS', ',');

const origins = (env: EnvReader): string[] => {
  const list = env.list('ALLOWED_ORIGINS', ',');
  for (const origin of list) {
    if (!isOrigin(origin)) {
      env.fault(`ALLOWED_ORIGINS must list origins such as https://example.com, or *, but has "${origin}".`);
    }
  }
  return list.length > 0 ? list : ['*'];
};

// Each function has its own reader with the names that the template gives it. All throw ConfigurationError.

export function readGenerateEnv(environment: Environment = process.env) {
  const env = envReader(environment);
  return env.done({
    bucket: env.text('BUCKET_NAME'),
    table: env.text('TABLE_NAME'),
    workerFunction: env.text('WORKER_FUNCTION'),
    largeWorkerFunction: env.text('LARGE_WORKER_FUNCTION'),
    models: models(env),
    limits: limits(env),
    defaultVisibility: visibility(env),
    keptDays: keptDays(env),
    allowedOrigins: origins(env),
  });
}

export function readLinksEnv(environment: Environment = process.env) {
  const env = envReader(environment);
  return env.done({ keptDays: keptDays(env) });
}

export function readListsEnv(environment: Environment = process.env) {
  const env = envReader(environment);
  return env.done({ table: env.text('TABLE_NAME'), models: models(env) });
}

export function readManageEnv(environment: Environment = process.env) {
  const env = envReader(environment);
  return env.done({
    keptDays: keptDays(env),
    perPersonPerDay: perPersonPerDay(env),
    personMonthlyBudgetUsd: personMonthlyBudgetUsd(env),
  });
}

/** For `cancel`, `links`, `lists` and `manage`. */
export function readOwnerEnv(environment: Environment = process.env) {
  const env = envReader(environment);
  return env.done({
    bucket: env.text('BUCKET_NAME'),
    table: env.text('TABLE_NAME'),
    allowedOrigins: origins(env),
  });
}

export function readReferencesEnv(environment: Environment = process.env) {
  const env = envReader(environment);
  return env.done({
    bucket: env.text('BUCKET_NAME'),
    table: env.text('TABLE_NAME'),
    uploadUrl: env.address('UPLOAD_URL'),
    region: env.text('AWS_REGION'),
    allowedOrigins: origins(env),
  });
}

/** Where votes are kept. */
export function readVotesEnv(environment: Environment = process.env) {
  const env = envReader(environment);
  return env.done({ votesTable: env.text('VOTES_TABLE_NAME') });
}

/** For `status`, `runs`, `gallery` and `votes`. */
export function readPicturesEnv(environment: Environment = process.env) {
  const env = envReader(environment);
  return env.done({
    bucket: env.text('BUCKET_NAME'),
    imageBaseUrl: env.address('IMAGE_BASE_URL'),
    // '' in open mode, where addresses are not signed.
    pictureKeySecret: env.optionalText('PICTURE_KEY_SECRET'),
    allowedOrigins: origins(env),
  });
}

export function readEnhanceEnv(environment: Environment = process.env) {
  const env = envReader(environment);
  return env.done({
    table: env.text('TABLE_NAME'),
    keysSecret: env.text('KEYS_SECRET'),
    models: models(env),
    privateHosts: privateHosts(env),
    enhancerSlot: enhancerSlot(env),
    limits: limits(env),
    allowedOrigins: origins(env),
  });
}

export function readModelsEnv(environment: Environment = process.env) {
  const env = envReader(environment);
  return env.done({
    table: env.text('TABLE_NAME'),
    models: models(env),
    enhancerSlot: enhancerSlot(env),
    limits: limits(env),
    defaultVisibility: visibility(env),
    keptDays: keptDays(env),
    reportAddress: env.optionalText('REPORT_ADDRESS'),
    allowedOrigins: origins(env),
  });
}

export function readWorkerEnv(environment: Environment = process.env) {
  const env = envReader(environment);
  return env.done({
    bucket: env.text('BUCKET_NAME'),
    table: env.text('TABLE_NAME'),
    keysSecret: env.text('KEYS_SECRET'),
    models: models(env),
    privateHosts: privateHosts(env),
    // What Lambda sets. Without it, as little as there can be.
    memoryMb: env.whole('AWS_LAMBDA_FUNCTION_MEMORY_SIZE', { min: 128, max: 10_240, fallback: 256 }),
  });
}

export function readSweeperEnv(environment: Environment = process.env) {
  const env = envReader(environment);
  return env.done({
    bucket: env.text('BUCKET_NAME'),
    table: env.text('TABLE_NAME'),
    workerFunction: env.text('WORKER_FUNCTION'),
    deadLetterQueue: env.address('DEAD_LETTER_QUEUE'),
    models: models(env),
    privateHosts: privateHosts(env),
  });
}

/** What Lambda puts into a function's variables; it renews it by starting another instance. Never throws. */
export function readLambdaCredentials(environment: Environment = process.env) {
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN = '' } = environment;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN === '' ? undefined : AWS_SESSION_TOKEN,
  };
}

/** For the responses of a function whose configuration is broken: they need CORS headers too. Never throws. */
export function readAllowedOrigins(environment: Environment = process.env): string[] {
  return origins(envReader(environment));
}

/** Who may call; for every function of the API. @throws ConfigurationError */
export function readAccess(environment: Environment = process.env): Access {
  const env = envReader(environment);
  const mode = env.text('ACCESS');
  const { access, faults } = parseAccess(mode, env.optionalText('SIGN_IN'));
  if (mode !== '') for (const fault of faults) env.fault(fault);
  return env.done(access);
}

/** Where keys of programs are kept; for every function of the API. @throws ConfigurationError */
export function readKeysEnv(environment: Environment = process.env) {
  const env = envReader(environment);
  return env.done({ table: env.text('TABLE_NAME'), ...aws(env) });
}

/** Where AWS is, for what is read without the SDK. @throws ConfigurationError */
export function readAwsEnv(environment: Environment = process.env) {
  const env = envReader(environment);
  return env.done(aws(env));
}

/** An endpoint is set beside the local stack only. */
function aws(env: EnvReader) {
  const endpoint = env.optionalText('AWS_ENDPOINT_URL');
  return { region: env.text('AWS_REGION'), endpoint: endpoint === '' ? undefined : endpoint };
}
