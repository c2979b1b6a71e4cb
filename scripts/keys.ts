// Keys for programs, with the owner's AWS credentials: npm run keys -- create | list | revoke
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { dynamoKeyStore } from '../src/aws/dynamo-key-store.ts';
import { KEY_DAYS, MOST_KEY_DAYS, SCOPES } from '../src/contract/constants.ts';
import { sha256Hex } from '../src/lib/hash.ts';
import { newPersonalKey } from '../src/lib/personal-key.ts';
import { fail, readArguments } from './arguments.ts';

const USAGE = `npm run keys -- create --name NAME [--scopes draw,read] [--days ${KEY_DAYS}] [--runs-per-day N] [--usd-per-month N] [--table TABLE]
  Prints a new key, once. Scopes: ${SCOPES.join(', ')}.

npm run keys -- list [--table TABLE]
npm run keys -- revoke ID… [--table TABLE]
  Those of this command; people have theirs on the page.

Credentials and region are those of the AWS CLI; for the local stack: eval "$(npm run --silent credentials)".
TABLE is the stack's table of counters; it can be left out if the account has one such table.`;

/** Whose runs those of the keys are: nobody's who signs in. As long as the id of a person. */
const OWNER = 'the-owner-of-the-stack';
const MOST_KEYS = 50;
const DAY_MS = 86_400_000;

const { values, positionals } = readArguments(USAGE, {
  name: { type: 'string' },
  scopes: { type: 'string', default: 'draw,read' },
  days: { type: 'string', default: String(KEY_DAYS) },
  'runs-per-day': { type: 'string' },
  'usd-per-month': { type: 'string' },
  table: { type: 'string' },
});
const [command, ...ids] = positionals;
const client = new DynamoDBClient();
if (command === 'create' && ids.length === 0) await create();
else if (command === 'list' && ids.length === 0) await list();
else if (command === 'revoke' && ids.length > 0) await revoke();
else fail(USAGE);
client.destroy();

async function store() {
  return dynamoKeyStore({ table: values.table ?? (await onlyTable()), client });
}

async function onlyTable(): Promise<string> {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const [table, ...others] = TableNames.filter((name) => name.includes('CountersTable'));
  if (table === undefined) return fail('This account has no table of Pixel Prompt.');
  if (others.length > 0) return fail(`Say which with --table: ${[table, ...others].join(', ')}`);
  return table;
}

async function create() {
  const name = values.name?.trim() ?? '';
  if (name === '' || name.length > 60) fail(`--name is missing, or longer than 60 characters.\n\n${USAGE}`);
  const wanted = values.scopes.split(',');
  const scopes = SCOPES.filter((scope) => wanted.includes(scope));
  if (scopes.length !== wanted.length) fail(`--scopes must list ${SCOPES.join(', ')}.`);
  const days = whole(values.days, '--days', MOST_KEY_DAYS);
  const limit = values['runs-per-day'];
  const runsPerDay = limit === undefined ? undefined : whole(limit, '--runs-per-day', 1_000_000);
  const budget = values['usd-per-month'];
  const usdPerMonth = budget === undefined ? undefined : Number(budget);
  if (usdPerMonth !== undefined && !(usdPerMonth > 0 && usdPerMonth <= 1_000_000))
    fail('--usd-per-month must be a sum above 0.');
  const { id, key } = newPersonalKey();
  const now = Date.now();
  const [createdAt, expiresAt] = [now, now + days * DAY_MS].map((time) => new Date(time).toISOString());
  const stored = {
    id,
    name,
    scopes,
    createdAt: String(createdAt),
    expiresAt: String(expiresAt),
    ...(runsPerDay !== undefined && { runsPerDay }),
    ...(usdPerMonth !== undefined && { usdPerMonth }),
    hash: sha256Hex(key),
    owner: OWNER,
    role: scopes.includes('admin') ? ('admin' as const) : ('member' as const),
  };
  if (!(await (await store()).create(stored, MOST_KEYS)))
    fail(`There are ${MOST_KEYS} keys. Revoke one first.`);
  console.error(`This key is shown once. It counts until ${stored.expiresAt.slice(0, 10)}.`);
  console.info(key);
}

async function list() {
  const keys = await (await store()).list(OWNER);
  keys.sort((one, other) => (one.createdAt < other.createdAt ? 1 : -1));
  console.table(
    keys.map(({ id, name, scopes, expiresAt, runsPerDay, usdPerMonth }) => ({
      id,
      name,
      scopes: scopes.join(','),
      'runs a day': runsPerDay ?? '',
      'dollars a month': usdPerMonth ?? '',
      until: expiresAt.slice(0, 10),
    })),
  );
}

async function revoke() {
  const keys = await store();
  for (const id of ids) {
    const key = /^[0-9A-Za-z]{10}$/.test(id) ? await keys.find(id) : undefined;
    if (key === undefined) {
      console.error(`${id}: there is no such key`);
      process.exitCode = 1;
    } else {
      await keys.revoke(key);
      console.info(`${id} is revoked. Within a minute nobody can use it any more.`);
    }
  }
}

function whole(text: string, name: string, most: number): number {
  if (/^\d{1,7}$/.test(text) && Number(text) >= 1 && Number(text) <= most) return Number(text);
  return fail(`${name} must be a whole number from 1 to ${most}.`);
}
