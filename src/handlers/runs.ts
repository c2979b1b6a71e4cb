import { dynamoPersonReader } from '../aws/dynamo-key-reader.ts';
import { dynamoVoteReader } from '../aws/dynamo-vote-reader.ts';
import { s3ObjectStore } from '../aws/s3-object-store.ts';
import {
  readAwsEnv,
  readKeysEnv,
  readLambdaCredentials,
  readPicturesEnv,
  readVotesEnv,
} from '../config/env.ts';
import { type ApiHandler, apiHandler, pathOf } from '../http/api-handler.ts';
import { readExportQuery, readRunListQuery, requireOwner, requireRequester } from '../http/read-input.ts';
import { fresh } from '../http/respond.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { lru } from '../lib/lru.ts';
import { claimStore } from '../store/claim-store.ts';
import { jobStore } from '../store/job-store.ts';
import { keptStore } from '../store/kept-store.ts';
import { linkStore } from '../store/link-store.ts';
import { listStore } from '../store/list-store.ts';
import { ownRunStore } from '../store/own-run-store.ts';
import { resultStore } from '../store/result-store.ts';
import { listRuns } from '../usecases/own-runs/list-runs.ts';
import { exportOf } from '../usecases/people/export.ts';
import { atStart } from './at-start.ts';
import { gate } from './gate.ts';
import { pictureAddresses } from './picture-addresses.ts';

const CACHED_DOCUMENTS = 5000;

const log = createLog('runs');

// Opened with the first export.

const credentials = () => readLambdaCredentials();

const openPeople = () => dynamoPersonReader({ ...readKeysEnv(), credentials, clock: systemClock });

const openVotes = () =>
  dynamoVoteReader({ ...readAwsEnv(), table: readVotesEnv().votesTable, credentials, clock: systemClock });

const use = atStart(() => {
  const { bucket, ...addresses } = readPicturesEnv();
  const objects = s3ObjectStore({ bucket });
  const tools = {
    ownRuns: ownRunStore(objects),
    jobs: jobStore(objects),
    claims: claimStore(objects),
    results: resultStore(objects),
    kept: keptStore(objects),
    links: linkStore(objects),
    lists: listStore(objects),
    cache: lru<object>(CACHED_DOCUMENTS),
    clock: systemClock,
    pictures: pictureAddresses(addresses),
  };
  const people = {
    keys: { list: async (person: string) => openPeople().keys.list(person) },
    spentUsd: async (person: string, now: number) => openPeople().spentUsd(person, now),
  };
  const votes = {
    newestOf: async (voter: string, most: number) => openVotes().newestOf(voter, most),
  };
  return { listRuns: listRuns(tools), exportOf: exportOf({ ...tools, people, votes }) };
});

const options = { method: 'GET', log, who: { scope: 'read' }, ...gate() } as const;

/** `GET /runs` */
const runs = apiHandler(options, async (request) =>
  fresh(await use().listRuns(requireRequester(request), readRunListQuery(request))),
);

/** `GET /me/export` */
const exported = apiHandler(options, async (request) =>
  fresh(await use().exportOf(requireOwner(request), readExportQuery(request))),
);

export const handler: ApiHandler = (event, context) =>
  (pathOf(event) === '/me/export' ? exported : runs)(event, context);
