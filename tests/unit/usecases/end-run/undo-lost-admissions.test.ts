import { describe, expect, it } from '@jest/globals';
import { admissionMark } from '../../../../src/store/table-keys.ts';
import { undoLostAdmissions } from '../../../../src/usecases/end-run/undo-lost-admissions.ts';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { jobDocument } from '../../../helpers/job-documents.ts';
import { jobWorld } from '../../../helpers/job-world.ts';

const JOB = '11111111-1111-4111-8111-111111111111';
const KEYS = ['rate#global#2026-11-20T12', 'spend#2026-11-20', 'spend#2026-11'];

/** A stack in which a request was admitted, and so many milliseconds have passed since. */
async function admittedBefore(ageMs: number, job: { admissionId?: string } | undefined = undefined) {
  const world = jobWorld();
  const mark = admissionMark(world.clock.now(), JOB, 'id');
  for (const key of KEYS) await world.counters.add(key, { amount: 40, limit: 1e9, mark, expiresAt: 0 });
  const createdAt = new Date(world.clock.now()).toISOString();
  if (job !== undefined) {
    await world.jobs.create(jobDocument(1, { jobId: JOB, createdAt, version: 2, admissionId: mark, ...job }));
  }
  world.clock.advance(ageMs);
  return { ...world, undo: () => undoLostAdmissions(world), counted: () => world.counters.read(KEYS) };
}

describe('an admission that was neither confirmed nor undone', () => {
  it('is left alone for ten minutes', async () => {
    const { undo, counted } = await admittedBefore(599_999);
    expect(await undo()).toBe(0);
    expect(await counted()).toEqual([40, 40, 40]);
  });

  it('is undone, once, if its request never wrote a job', async () => {
    const world = await admittedBefore(600_000);
    expect(await world.undo()).toBe(3);
    expect(await world.counted()).toEqual([0, 0, 0]);
    expect(await world.undo()).toBe(0);
    expect(await marksOn(world.counters, KEYS)).toEqual([]);
  });

  it('is confirmed if it did, and the run has a marker, so that it ends', async () => {
    const world = await admittedBefore(600_000, {});
    await world.undo();
    expect(await world.counted()).toEqual([40, 40, 40]);
    expect(await marksOn(world.counters, KEYS)).toEqual([]);
    expect(await world.openRuns.list(10)).toEqual([{ jobId: JOB, createdAtMs: world.clock.now() - 600_000 }]);
  });

  it('is undone if the job was written under another admission', async () => {
    const { undo, counted } = await admittedBefore(600_000, { admissionId: 'another' });
    await undo();
    expect(await counted()).toEqual([0, 0, 0]);
  });

  it('is found in the hour, day and month before, too', async () => {
    const { undo, counted } = await admittedBefore(3_600_000);
    await undo();
    expect(await counted()).toEqual([0, 0, 0]);
  });

  it('is not confused with the mark of a settlement', async () => {
    const world = await admittedBefore(600_000);
    await world.counters.correct('spend#2026-11-20', `${JOB}/1-a`, 5);
    await world.undo();
    expect(await marksOn(world.counters, KEYS)).toEqual([`${JOB}/1-a`]);
  });
});
