import { describe, expect, it } from '@jest/globals';
import {
  readAllowedOrigins,
  readEnhanceEnv,
  readGenerateEnv,
  readLambdaCredentials,
  readLinksEnv,
  readManageEnv,
  readModelsEnv,
  readPicturesEnv,
  readWorkerEnv,
} from '../../../src/config/env.ts';
import { ConfigurationError } from '../../../src/errors.ts';

const models = { MODEL_COUNT: '2', MODEL_NAMES: 'Demo Ink|Flux Pro||', MODEL_OVERRIDES: '{}' };
const limits = {
  GLOBAL_RATE_LIMIT: '1000',
  IP_RATE_LIMIT: '50',
  USER_RATE_LIMIT: '40',
  IP_WHITELIST: '203.0.113.7, 10.0.0.0/8',
  DAILY_BUDGET_USD: '5',
  MONTHLY_BUDGET_USD: '',
};
const everything = {
  BUCKET_NAME: 'bucket',
  TABLE_NAME: 'table',
  WORKER_FUNCTION: 'worker',
  LARGE_WORKER_FUNCTION: 'large-worker',
  KEYS_SECRET: 'arn:secret',
  IMAGE_BASE_URL: 'https://images.example/',
  DEFAULT_VISIBILITY: 'unlisted',
  KEPT_DAYS: '90',
  ALLOWED_ORIGINS: 'https://a.example,https://b.example',
  PROMPT_MODEL_INDEX: '2',
  ...models,
  ...limits,
};

const faultsOf = (read: () => unknown): readonly string[] => {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
};

describe('the environment of each function', () => {
  it('is typed for generate', () => {
    expect(readGenerateEnv(everything)).toEqual({
      bucket: 'bucket',
      table: 'table',
      workerFunction: 'worker',
      largeWorkerFunction: 'large-worker',
      models: { count: 2, names: ['Demo Ink', 'Flux Pro', '', ''], overrides: '{}' },
      limits: {
        globalPerHour: 1000,
        perAddressPerDay: 50,
        perPersonPerDay: 40,
        whitelist: ['203.0.113.7', '10.0.0.0/8'],
        dailyBudgetUsd: 5,
        monthlyBudgetUsd: 0,
        personMonthlyBudgetUsd: 0,
      },
      defaultVisibility: 'unlisted',
      keptDays: 90,
      allowedOrigins: ['https://a.example', 'https://b.example'],
    });
  });

  it('is typed for the others', () => {
    expect(readPicturesEnv(everything)).toMatchObject({
      imageBaseUrl: 'https://images.example',
      pictureKeySecret: '',
    });
    expect(readEnhanceEnv(everything)).toMatchObject({ keysSecret: 'arn:secret', enhancerSlot: 2 });
    expect(readModelsEnv(everything)).toMatchObject({ table: 'table', enhancerSlot: 2, reportAddress: '' });
    expect(readModelsEnv({ ...everything, REPORT_ADDRESS: 'a@b.org' }).reportAddress).toBe('a@b.org');
    expect(readManageEnv(everything)).toEqual({
      keptDays: 90,
      perPersonPerDay: 40,
      personMonthlyBudgetUsd: 0,
    });
    expect(readLinksEnv(everything)).toEqual({ keptDays: 90 });
    expect(readWorkerEnv(everything)).toMatchObject({
      bucket: 'bucket',
      keysSecret: 'arn:secret',
      privateHosts: [],
      memoryMb: 256,
    });
    expect(readWorkerEnv({ ...everything, AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512' }).memoryMb).toBe(512);
    expect(readWorkerEnv({ ...everything, PRIVATE_HOSTS: 'localhost, 10.0.0.7' }).privateHosts).toEqual([
      'localhost',
      '10.0.0.7',
    ]);
  });

  it('needs no more than each function is given', () => {
    const only = (...names: (keyof typeof everything)[]) =>
      Object.fromEntries(names.map((name) => [name, everything[name]]));
    const modelNames = ['MODEL_COUNT', 'MODEL_NAMES', 'MODEL_OVERRIDES'] as const;
    expect(faultsOf(() => readPicturesEnv(only('BUCKET_NAME', 'IMAGE_BASE_URL', 'ALLOWED_ORIGINS')))).toEqual(
      [],
    );
    expect(
      faultsOf(() => readWorkerEnv(only('BUCKET_NAME', 'TABLE_NAME', 'KEYS_SECRET', ...modelNames))),
    ).toEqual([]);
    expect(
      faultsOf(() =>
        readEnhanceEnv(
          only(
            'TABLE_NAME',
            'KEYS_SECRET',
            'PROMPT_MODEL_INDEX',
            'IP_RATE_LIMIT',
            'USER_RATE_LIMIT',
            'GLOBAL_RATE_LIMIT',
            'IP_WHITELIST',
            'ALLOWED_ORIGINS',
            ...modelNames,
          ),
        ),
      ),
    ).toEqual([]);
  });

  it('is refused where nobody knows who may see a run', () => {
    expect(faultsOf(() => readGenerateEnv({ ...everything, DEFAULT_VISIBILITY: 'all' }))).toEqual([
      'DEFAULT_VISIBILITY must be one of listed, unlisted, private.',
    ]);
  });

  it('is refused with all missing names together', () => {
    expect(faultsOf(() => readGenerateEnv({}))).toEqual([
      'BUCKET_NAME is missing.',
      'TABLE_NAME is missing.',
      'WORKER_FUNCTION is missing.',
      'LARGE_WORKER_FUNCTION is missing.',
      'MODEL_COUNT is missing.',
      'MODEL_NAMES is missing.',
      'GLOBAL_RATE_LIMIT is missing.',
      'IP_RATE_LIMIT is missing.',
      'USER_RATE_LIMIT is missing.',
      'DEFAULT_VISIBILITY is missing.',
      'KEPT_DAYS is missing.',
    ]);
  });

  it('names an invalid origin', () => {
    expect(faultsOf(() => readPicturesEnv({ ...everything, ALLOWED_ORIGINS: 'example.com' }))).toEqual([
      'ALLOWED_ORIGINS must list origins such as https://example.com, or *, but has "example.com".',
    ]);
  });
});

describe('readAllowedOrigins', () => {
  it('allows every origin if none is set, and never throws', () => {
    expect(readAllowedOrigins({})).toEqual(['*']);
    expect(readAllowedOrigins({ ALLOWED_ORIGINS: 'nonsense' })).toEqual(['nonsense']);
  });
});

it('the credentials that Lambda hands over are read with or without a session', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'secret' };
  const signer = { accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: undefined };
  expect(readLambdaCredentials(keys)).toEqual(signer);
  expect(readLambdaCredentials({ ...keys, AWS_SESSION_TOKEN: '' })).toEqual(signer);
  const session = { ...keys, AWS_SESSION_TOKEN: 'token' };
  expect(readLambdaCredentials(session)).toEqual({ ...signer, sessionToken: 'token' });
  expect(readLambdaCredentials({})).toEqual({
    accessKeyId: '',
    secretAccessKey: '',
    sessionToken: undefined,
  });
});
