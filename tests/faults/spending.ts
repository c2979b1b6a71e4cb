import type { ResultDocument } from '../../src/store/documents.ts';
import { microDollars } from '../../src/store/table-keys.ts';
import type { Records } from './records.ts';

/** A part of what the budgets have to say, in micro-dollars. */
interface Part {
  cases: number;
  amount: number;
}

/** What the budgets have to say, to the micro-dollar. */
export interface Spending {
  /** Paid, by the results. */
  settled: Part;
  /** Held for results whose cost nobody knows. */
  unknown: Part;
  /** Paid for pictures that arrived after their attempts were closed. */
  late: Part;
}

/** By what is stored, run by run. */
export function expectedSpending({ jobs, results, late }: Records): Spending {
  const spending = { settled: none(), unknown: none(), late: none() };
  for (const { jobId, models } of jobs) {
    for (const { id, reservedUsd } of models) {
      const key = `${jobId} ${id}`;
      const [result, afterwards] = [results.get(key), late.get(key)];
      if (afterwards?.costUsd !== undefined) add(spending.late, afterwards.costUsd);
      else if (result === undefined) continue;
      else if (isFree(result)) add(spending.settled, 0);
      else if (result.costUsd !== undefined) add(spending.settled, result.costUsd);
      else add(spending.unknown, reservedUsd);
    }
  }
  return spending;
}

export const sumOf = (spending: Spending): number =>
  Object.values(spending).reduce((sum, { amount }) => sum + amount, 0);

const isFree = (result: ResultDocument) => result.status === 'failed' && result.error.billed === 'no';

const none = (): Part => ({ cases: 0, amount: 0 });

function add(part: Part, usd: number): void {
  part.cases += 1;
  part.amount += microDollars(usd);
}
