import { describe, expect, it } from '@jest/globals';
import { admissionMark } from '../../../../src/store/table-keys.ts';
import { undoLostAdmissions } from '../../../../src/usecases/end-run/undo-lost-admissions.ts';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { jobDocument } from '../../../helpers/job-documents.ts';
import { jobWorld } from '../../../helpers/job-world.ts';

const JOB = '11111111-1111-4111-8111-111111111111';
const LIST = '6b1f4c1e-8a53-4f0d-9a5e-3c2b7d9e0f41';
const keysOf = (time: string) => [
  `rate#global#${time.slice(0, 13)}`,
  `spend#${time.slice(0, 10)}`,
  `spend#${time.slice(0, 7)}`,
];
const KEYS = keysOf('2026-11-20T12');

/** A stack in which a request was admitted, and so many milliseconds have passed since. */
async function admittedBefore(
  ageMs: number,
  job: { admissionId?: string } | undefined = undefined,
  admittedAt = '2026-11-20T12:00:00.000Z',
) {
  const world = jobWorld();
  world.clock.advance(Date.parse(admittedAt) - world.clock.now());
  const KEYS = keysOf(admittedAt);
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

  it.each([
    ['undone', undefined, 0],
    ['confirmed', {}, 40],
  ])('is %s in the budgets of its person, of its key and of its list, too', async (_, job, left) => {
    const world = jobWorld();
    world.clock.advance(Date.parse('2026-11-30T23:59:00.000Z') - world.clock.now());
    const mark = admissionMark(world.clock.now(), JOB, 'id', {
      person: 'ann',
      key: 'j8urHIFMaj',
      list: LIST,
    });
    const own = ['spend#user#ann#2026-11', 'spend#key#j8urHIFMaj#2026-11', `spend#list#${LIST}`];
    const keys = [...keysOf('2026-11-30T23'), ...own];
    for (const key of keys) await world.counters.add(key, { amount: 40, limit: 1e9, mark, expiresAt: 0 });
    if (job !== undefined)
      await world.jobs.create(jobDocument(1, { jobId: JOB, version: 2, admissionId: mark }));
    world.clock.advance(600_000);
    await undoLostAdmissions(world);
    expect(await world.counters.read(keys)).toEqual([left, left, left, left, left, left]);
    expect(await marksOn(world.counters, keys)).toEqual([]);
  });

  it('is confirmed if it did, and the run has a marker, so that it ends', async () => {
    const world = await admittedBefore(600_000, {});
    await world.undo();
    expect(await world.counted()).toEqual([40, 40, 40]);
    expect(await marksOn(world.counters, KEYS)).toEqual([]);
    expect((await world.openRuns.list(10)).runs).toEqual([
      { jobId: JOB, createdAtMs: world.clock.now() - 600_000 },
    ]);
  });

  it('is undone if the job was written under another admission', async () => {
    const { undo, counted } = await admittedBefore(600_000, { admissionId: 'another' });
    await undo();
    expect(await counted()).toEqual([0, 0, 0]);
  });

  it.each([
    ['hour', '2026-11-20T12:59:59.999Z', 600_000],
    ['hour, at its end', '2026-11-20T12:00:00.000Z', 7_199_999],
    ['day', '2026-11-20T23:59:59.999Z', 600_000],
    ['month', '2026-11-30T23:59:59.999Z', 600_000],
  ])('is found in the %s before, too', async (_window, admittedAt, ageMs) => {
    const { undo, counted } = await admittedBefore(ageMs, undefined, admittedAt);
    expect(await undo()).toBe(3);
    expect(await counted()).toEqual([0, 0, 0]);
  });

  it('is found on the budgets for a whole day more', async () => {
    const { undo, counted } = await admittedBefore(86_400_000, undefined, '2026-11-30T23:59:00.000Z');
    expect(await undo()).toBe(2);
    expect(await counted()).toEqual([40, 0, 0]);
  });

  it('is undone or confirmed when the pass returns, and no job is read that is not listed', async () => {
    for (const job of [undefined, {}]) {
      const world = await admittedBefore(600_000, job);
      const read: string[] = [];
      const { get } = world.objects;
      world.objects.get = (key) => {
        read.push(key);
        return get(key);
      };
      const slow = async <T>(work: () => Promise<T>) => {
        await new Promise((resolve) => setTimeout(resolve, 2));
        return work();
      };
      const { unmark, takeBack } = world.counters;
      world.counters.unmark = (...args) => slow(() => unmark(...args));
      world.counters.takeBack = (...args) => slow(() => takeBack(...args));
      await world.undo();
      expect(await marksOn(world.counters, KEYS)).toEqual([]);
      expect(read).toEqual(job === undefined ? [] : Array(3).fill(`jobs/${JOB}/job.json`));
    }
  });

  it('is not confused with the mark of a settlement', async () => {
    const world = await admittedBefore(600_000);
    await world.counters.correct('spend#2026-11-20', `${JOB}/1-a`, 5);
    await world.undo();
    expect(await marksOn(world.counters, KEYS)).toEqual([`${JOB}/1-a`]);
  });
});
