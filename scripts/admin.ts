// What only the owner may do, with the owner's AWS credentials: npm run admin -- take-down RUN | spend | people | forget PERSON
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { s3ObjectStore } from '../src/aws/s3-object-store.ts';
import { forget } from './admin/forget.ts';
import { findPool, invite, listPeople, removePerson } from './admin/people.ts';
import { spendingOf } from './admin/spending.ts';
import { takeDown } from './admin/take-down.ts';
import { fail, readArguments } from './arguments.ts';
import { run } from './deploy/run.ts';
import { lastLine } from './deploy/tools.ts';

const USAGE = `npm run admin -- take-down RUN… [--bucket NAME]
  Deletes runs without their keys. RUN is an id, or the address of a run's page or of one of its pictures.

npm run admin -- spend [--days 30] [--json] [--bucket NAME]
  What was spent, by vendor, model and person: over the runs that are stored. Deleted runs are not among them. People are shown by their ids;
  those of invited people are in the list of people.

npm run admin -- forget PERSON… [--bucket NAME] [--pool ID]
  Deletes everything of people, within minutes: runs with pictures and links, and keys of programs. PERSON is an id, as spend and people show it,
  the address of somebody who is invited, or the hash of a run key. To keep somebody out as well: people remove, after this.

npm run admin -- people [--pool ID]
npm run admin -- people invite ADDRESS… [--admin] [--pool ID]
npm run admin -- people remove ADDRESS… [--pool ID]
  Who may sign in where Access is invited. Cognito mails the invitations, at most 50 a day. What a removed person has drawn stays, and
  what they have open goes on for up to an hour. Needs the AWS CLI.

Credentials and region are those of the AWS CLI; for the local stack: eval "$(npm run --silent credentials)".
NAME is the stack's output S3BucketName; it can be left out if the account has one such bucket.`;

const DAY_MS = 24 * 60 * 60 * 1000;
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/;

const { values, positionals } = readArguments(USAGE, {
  bucket: { type: 'string' },
  days: { type: 'string', default: '30' },
  json: { type: 'boolean', default: false },
  admin: { type: 'boolean', default: false },
  pool: { type: 'string' },
});
const [command, ...runs] = positionals;
const client = new S3Client({ forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined });
if (command === 'take-down' && runs.length > 0) await takeDownAll();
else if (command === 'spend' && runs.length === 0) await showSpending();
else if (command === 'forget' && runs.length > 0) await forgetAll();
else if (command === 'people') await changePeople(runs);
else fail(USAGE);
client.destroy();

async function aws(args: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await run('aws', [...args, '--output', 'json'], { capture: true });
  if (code !== 0) throw new Error(lastLine(stderr));
  return JSON.parse(stdout.trim() || '{}');
}

async function changePeople([deed, ...addresses]: readonly string[]) {
  const isKnown = deed === undefined || (['invite', 'remove'].includes(deed) && addresses.length > 0);
  if (!isKnown) return fail(USAGE);
  try {
    const pool = values.pool ?? (await findPool(aws));
    for (const address of addresses) {
      if (deed === 'invite') await invite(aws, pool, address, values.admin);
      else await removePerson(aws, pool, address);
      console.info(`${address} is ${deed === 'invite' ? 'invited' : 'removed'}.`);
    }
    if (deed === undefined) console.table(await listPeople(aws, pool));
  } catch (error) {
    fail((error as Error).message);
  }
}

async function objectsOfStack() {
  if (values.bucket !== undefined) return s3ObjectStore({ bucket: values.bucket, client });
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  const names = Buckets.flatMap(({ Name = '' }) => (Name.startsWith('pixel-prompt-') ? [Name] : []));
  const [bucket, ...others] = names;
  if (bucket === undefined) return fail('This account has no bucket of Pixel Prompt.');
  if (others.length > 0) return fail(`Say which with --bucket: ${names.join(', ')}`);
  return s3ObjectStore({ bucket, client });
}

async function takeDownAll() {
  const objects = await objectsOfStack();
  for (const run of runs) {
    const id = ID.exec(run)?.[0];
    const deleted = id && (await takeDown(objects, id, new Date()));
    if (deleted === undefined || deleted === '') {
      console.error(`${run}: there is no such run`);
      process.exitCode = 1;
    } else console.info(`${deleted} is deleted. Caches may show a picture for another hour.`);
  }
}

async function forgetAll() {
  const objects = await objectsOfStack();
  const people = async () => listPeople(aws, values.pool ?? (await findPool(aws)));
  for (const person of runs) {
    if (await forget(objects, person, new Date(), people)) {
      console.info(
        `What there is of ${person} is deleted within ten minutes. Caches may show a picture for another hour.`,
      );
    } else {
      console.error(
        `${person}: neither the id of a person nor the hash of a key, nor the address of anybody who is invited`,
      );
      process.exitCode = 1;
    }
  }
}

async function showSpending() {
  const days = Number(values.days);
  if (!(days > 0)) fail(`--days must be a number above 0.\n\n${USAGE}`);
  const rows = await spendingOf(await objectsOfStack(), Date.now() - days * DAY_MS);
  if (values.json) return console.info(JSON.stringify(rows, undefined, 2));
  const money = (usd: number) => `$${usd.toFixed(2)}`;
  const hasPeople = rows.some(({ person }) => person !== '');
  const table = rows.map(({ vendor, model, person, costUsd, ...counts }) => ({
    vendor,
    model,
    ...(hasPeople && { person }),
    spent: money(costUsd),
    pictures: counts.pictures,
    failures: counts.failures,
    'of unknown cost': counts.unknownCosts,
    'maybe billed': counts.maybeBilled,
  }));
  console.table(table);
  const sum = money(rows.reduce((total, { costUsd }) => total + costUsd, 0));
  console.info(`${sum} in ${days} days, as far as it is known, without deleted runs.`);
}
