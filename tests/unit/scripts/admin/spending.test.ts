import { expect, it } from '@jest/globals';
import { spendingOf } from '../../../../scripts/admin/spending.ts';
import { jobStore } from '../../../../src/store/job-store.ts';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import { resultStore } from '../../../../src/store/result-store.ts';
import { completedDocument, failedDocument, jobDocument } from '../../../helpers/job-documents.ts';

const [OF_ANN, OF_BEN, OPEN, OWNED] = ['1', '2', '3', '4'].map(
  (digit) => `${digit}f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f`,
) as [string, string, string, string];

it('adds up what was spent by vendor, model and person, the dearest first', async () => {
  const objects = memoryObjectStore();
  const [jobs, results] = [jobStore(objects), resultStore(objects)];
  // A retry of a run of Ann's, which Ben pays for.
  await jobs.create(jobDocument(2, { jobId: OF_ANN, owner: 'ann', payer: 'ann' }));
  await jobs.create(jobDocument(1, { jobId: OF_BEN, owner: 'ann', payer: 'ben' }));
  await jobs.create(jobDocument(1, { jobId: OPEN }));
  await jobs.create(jobDocument(1, { jobId: OWNED, owner: 'ann' }));
  await results.save(OF_ANN, completedDocument('1-a', { costUsd: 0.25 }));
  await results.save(OF_ANN, failedDocument('2-b'));
  await results.save(OF_BEN, completedDocument('1-a', { costUsd: 0.5 }));
  await results.save(OPEN, completedDocument('1-a', { costUsd: 0.125 }));
  await results.save(OWNED, completedDocument('1-a', { costUsd: 0.75 }));
  const rows = await spendingOf(objects, 0);
  expect(
    rows.map(({ model, person, costUsd, pictures, failures }) => [
      model,
      person,
      costUsd,
      pictures,
      failures,
    ]),
  ).toEqual([
    ['Model A', 'ann', 1, 2, 0],
    ['Model A', 'ben', 0.5, 1, 0],
    ['Model A', '', 0.125, 1, 0],
    ['Model B', 'ann', 0, 0, 1],
  ]);
  expect(await spendingOf(objects, Date.parse('2026-11-21'))).toEqual([]);
});
