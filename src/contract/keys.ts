import { type Static, Type } from 'typebox';
import { DateTime } from './common.ts';
import { KEY_DAYS, MOST_KEY_DAYS, SCOPES, VISIBLE_TEXT_PATTERN } from './constants.ts';
import { operation } from './operation.ts';

const KeyName = Type.String({ minLength: 1, maxLength: 60, pattern: VISIBLE_TEXT_PATTERN });
const Scopes = Type.Array(Type.Enum([...SCOPES]), {
  minItems: 1,
  maxItems: SCOPES.length,
  uniqueItems: true,
  description:
    '`draw`: start, retry and cancel runs, rewrite prompts; `read`: see runs, the gallery and the models; `manage`: hide, change and delete runs; `vote`; `admin`: all of this with everybody’s runs, for admins only.',
});
const RunsPerDay = Type.Integer({
  minimum: 1,
  maximum: 1_000_000,
  description: 'Beside the limit of the person, which counts the runs of all keys.',
});

const UsdPerMonth = Type.Number({
  exclusiveMinimum: 0,
  maximum: 1_000_000,
  description: 'US dollars that it may spend in a calendar month, by UTC; beside the budget of the person.',
});

export const KeyId = Type.String({ pattern: '^[0-9A-Za-z]{10}$' });

export const CreateKeyRequest = Type.Object(
  {
    name: KeyName,
    scopes: Type.Optional(Scopes),
    expiresInDays: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_KEY_DAYS, default: KEY_DAYS })),
    runsPerDay: Type.Optional(RunsPerDay),
    usdPerMonth: Type.Optional(UsdPerMonth),
  },
  { additionalProperties: false },
);
export type CreateKeyRequest = Static<typeof CreateKeyRequest>;

export const PersonalKey = Type.Object(
  {
    id: KeyId,
    name: KeyName,
    scopes: Scopes,
    createdAt: DateTime,
    expiresAt: DateTime,
    runsPerDay: Type.Optional(RunsPerDay),
    usdPerMonth: Type.Optional(UsdPerMonth),
  },
  { additionalProperties: false },
);
export type PersonalKey = Static<typeof PersonalKey>;

export const CreateKeyResponse = Type.Object(
  {
    ...PersonalKey.properties,
    key: Type.String({ description: 'Told this once: only its hash is kept.' }),
  },
  { additionalProperties: false },
);
export type CreateKeyResponse = Static<typeof CreateKeyResponse>;

export const KeyListResponse = Type.Object(
  { keys: Type.Array(PersonalKey, { description: 'Those that count, the newest first.' }) },
  { additionalProperties: false },
);
export type KeyListResponse = Static<typeof KeyListResponse>;

export const RevokeKeyResponse = Type.Object({ id: KeyId }, { additionalProperties: false });
export type RevokeKeyResponse = Static<typeof RevokeKeyResponse>;

const EXAMPLE: PersonalKey = {
  id: 'j8urHIFMaj',
  name: 'nightly posters',
  scopes: ['draw', 'read'],
  createdAt: '2026-11-20T09:30:00.000Z',
  expiresAt: '2027-02-18T09:30:00.000Z',
};

export const createKey = operation({
  operationId: 'createKey',
  route: 'POST /keys',
  tag: 'access',
  summary: 'Make a key for a program, which then acts for the person within its scopes.',
  request: {
    schema: CreateKeyRequest,
    examples: { drawing: { name: 'nightly posters' }, reading: { name: 'wall', scopes: ['read'] } },
  },
  response: {
    description: 'Send it as `Authorization: Bearer pp_…`. Only a person who has signed in can make one.',
    schema: CreateKeyResponse,
    example: { ...EXAMPLE, key: 'pp_j8urHIFMaj_8AN6x2lQ0cVb7TtYq1nRz5KpWd3Ehs9F0QT7mI' },
  },
  errors: ['RATE_LIMITED', 'DISPATCH_FAILED'],
});

export const listKeys = operation({
  operationId: 'listKeys',
  route: 'GET /keys',
  tag: 'access',
  summary: 'The keys that one has made.',
  response: {
    description: 'Without the keys themselves.',
    schema: KeyListResponse,
    example: { keys: [EXAMPLE] },
  },
  errors: ['DISPATCH_FAILED'],
});

export const revokeKey = operation({
  operationId: 'revokeKey',
  route: 'DELETE /keys/{id}',
  tag: 'access',
  summary: 'Revoke a key; an admin revokes that of anybody.',
  path: { id: { schema: KeyId, description: 'The key, without the secret.' } },
  response: {
    status: 202,
    description: 'Within a minute, nobody can use it any more.',
    schema: RevokeKeyResponse,
    example: { id: EXAMPLE.id },
  },
  errors: ['KEY_NOT_FOUND', 'RATE_LIMITED', 'DISPATCH_FAILED'],
});
