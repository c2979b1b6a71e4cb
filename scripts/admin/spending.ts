import type { JobDocument, ResultDocument } from '../../src/store/documents.ts';
import { objectKeys, runDocumentOf } from '../../src/store/object-keys.ts';
import { listAll, type ObjectStore } from '../../src/store/object-store.ts';

/** What one model of a vendor has drawn for one person, and cost. */
export interface Spending {
  vendor: string;
  model: string;
  /** Id of the person, where people sign in; '' for runs of open stacks. */
  person: string;
  pictures: number;
  failures: number;
  /** The sum of what is known. */
  costUsd: number;
  /** Pictures, and failures that were billed, whose cost nobody knows. */
  unknownCosts: number;
  /** Failures that may have been billed. */
  maybeBilled: number;
}

const READ_AT_ONCE = 50;

/**
 * Adds up the results that are stored: of all runs within the retention that nobody has deleted.
 * @param since milliseconds since the epoch
 * @returns the dearest first
 */
export async function spendingOf(objects: ObjectStore, since: number): Promise<Spending[]> {
  const keys = (await listAll(objects, 'jobs/')).filter((key) =>
    ['result', 'late'].includes(runDocumentOf(key)?.kind ?? ''),
  );
  const found = new Map<string, Spending>();
  const payers = new Map<string, Promise<string>>();
  const payerOf = (key: string) => {
    const [, jobId = ''] = key.split('/');
    const known = payers.get(jobId) ?? readPayer(objects, jobId);
    payers.set(jobId, known);
    return known;
  };
  for (let first = 0; first < keys.length; first += READ_AT_ONCE) {
    const read = await Promise.all(
      keys.slice(first, first + READ_AT_ONCE).map(async (key) => {
        const result = await readDocument<ResultDocument>(objects, key);
        return { result, person: await payerOf(key) };
      }),
    );
    for (const { result, person } of read) {
      if (result === undefined || Date.parse(result.completedAt ?? '') < since) continue;
      add(found, result, person);
    }
  }
  return [...found.values()].sort((one, other) => other.costUsd - one.costUsd);
}

/** In whose budget a run counts; of runs of before there were payers, whose it is. */
async function readPayer(objects: ObjectStore, jobId: string): Promise<string> {
  const job = await readDocument<JobDocument>(objects, objectKeys.job(jobId));
  return job?.payer ?? job?.owner ?? '';
}

/** `undefined` if it was deleted since it was listed. */
async function readDocument<Document>(objects: ObjectStore, key: string): Promise<Document | undefined> {
  const object = await objects.get(key);
  return object && (JSON.parse(Buffer.from(object.body).toString()) as Document);
}

function add(found: Map<string, Spending>, result: ResultDocument, person: string): void {
  const { provider: vendor, model, status, costUsd } = result;
  const name = JSON.stringify([vendor, model, person]);
  const none = { pictures: 0, failures: 0, costUsd: 0, unknownCosts: 0, maybeBilled: 0 };
  const before = found.get(name) ?? { vendor, model, person, ...none };
  const billed = status === 'failed' ? result.error.billed : 'yes';
  found.set(name, {
    ...before,
    pictures: before.pictures + (status === 'completed' ? 1 : 0),
    failures: before.failures + (status === 'failed' ? 1 : 0),
    costUsd: before.costUsd + (costUsd ?? 0),
    unknownCosts: before.unknownCosts + (costUsd === undefined && billed === 'yes' ? 1 : 0),
    maybeBilled: before.maybeBilled + (costUsd === undefined && billed === 'unknown' ? 1 : 0),
  });
}
