import type { ResultDocument } from '../../src/store/documents.ts';
import { runDocumentOf } from '../../src/store/object-keys.ts';
import { listAll, type ObjectStore } from '../../src/store/object-store.ts';

/** What one model of a vendor has drawn and cost. */
export interface Spending {
  vendor: string;
  model: string;
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
  for (let first = 0; first < keys.length; first += READ_AT_ONCE) {
    const read = await Promise.all(
      keys.slice(first, first + READ_AT_ONCE).map((key) => readResult(objects, key)),
    );
    for (const result of read) {
      if (result === undefined || Date.parse(result.completedAt ?? '') < since) continue;
      add(found, result);
    }
  }
  return [...found.values()].sort((one, other) => other.costUsd - one.costUsd);
}

/** `undefined` if it was deleted since it was listed. */
async function readResult(objects: ObjectStore, key: string): Promise<ResultDocument | undefined> {
  const object = await objects.get(key);
  return object && (JSON.parse(Buffer.from(object.body).toString()) as ResultDocument);
}

function add(found: Map<string, Spending>, result: ResultDocument): void {
  const { provider: vendor, model, status, costUsd } = result;
  const name = JSON.stringify([vendor, model]);
  const none = { pictures: 0, failures: 0, costUsd: 0, unknownCosts: 0, maybeBilled: 0 };
  const before = found.get(name) ?? { vendor, model, ...none };
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
