import { describe, expect, it } from '@jest/globals';
import { drainDeadLetters } from '../../../../src/usecases/end-run/drain-dead-letters.ts';
import type { DeadLetter } from '../../../../src/usecases/ports.ts';
import { jobDocument } from '../../../helpers/job-documents.ts';
import { jobWorld } from '../../../helpers/job-world.ts';

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A queue that hands out ten messages at a time, each once. */
async function queueOf(jobIds: readonly (string | undefined)[]) {
  const { jobs } = jobWorld();
  const left: DeadLetter[] = jobIds.map((jobId, index) => ({ receipt: `receipt-${index}`, jobId }));
  const kept = new Set(left.map(({ receipt }) => receipt));
  const deadLetters = {
    receive: async () => left.splice(0, 10),
    delete: async (receipt: string) => void kept.delete(receipt),
  };
  return { jobs, deadLetters, kept };
}

describe('draining dead letters', () => {
  it('deletes those of runs that have ended or are gone, and leaves all others', async () => {
    const world = await queueOf([idOf(1), idOf(2), idOf(3), undefined]);
    await world.jobs.create(jobDocument(1, { jobId: idOf(1) }));
    await world.jobs.create(jobDocument(1, { jobId: idOf(2) }));
    await world.jobs.end(idOf(2), { endedAt: '2026-11-20T12:10:00.000Z' });
    expect(await drainDeadLetters(world)).toBe(2);
    expect([...world.kept]).toEqual(['receipt-0', 'receipt-3']);
  });

  it('goes on until nothing is left to receive, and no longer than 20 batches', async () => {
    const some = await queueOf(Array.from({ length: 35 }, (_, index) => idOf(index)));
    expect(await drainDeadLetters(some)).toBe(35);
    const many = await queueOf(Array.from({ length: 250 }, (_, index) => idOf(index)));
    expect(await drainDeadLetters(many)).toBe(200);
  });
});
