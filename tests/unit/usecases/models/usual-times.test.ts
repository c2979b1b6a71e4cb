import { describe, expect, it } from '@jest/globals';
import { memoryTimesStore } from '../../../../src/store/memory-times-store.ts';
import { recordTime, usualTimes } from '../../../../src/usecases/models/usual-times.ts';
import { recordingLog } from '../../../helpers/recording-log.ts';

const FOX = { id: '1-fox', model: 'fox-1' };
const NOVEMBER = Date.parse('2026-11-20T09:30:00.000Z');
const DAY_MS = 86_400_000;

function deployment() {
  const times = memoryTimesStore();
  const log = recordingLog();
  const at = (now: number) => ({ times, clock: { now: () => now }, log });
  return {
    times,
    log,
    took: async (seconds: number[], slot = FOX, now = NOVEMBER) => {
      for (const each of seconds) await recordTime(at(now), slot, each * 1000);
    },
    usual: async (slots = [FOX], now = NOVEMBER) => usualTimes(at(now), slots),
  };
}

describe('the usual time of a model', () => {
  it('is unknown before the first result', async () => {
    expect(await deployment().usual()).toEqual([null]);
  });

  it('is that of the only result, to 3 %', async () => {
    for (const seconds of [0.001, 0.4, 2, 15.9, 290]) {
      const { took, usual } = deployment();
      await took([seconds]);
      const [only] = await usual();
      expect(only?.count).toBe(1);
      expect(Math.abs((only?.median ?? 0) / (seconds * 1000) - 1)).toBeLessThan(0.03);
    }
  });

  it('is the median, which single slow results do not move', async () => {
    const { took, usual } = deployment();
    await took([300, 2, 2, 8, 2]);
    const [all] = await usual();
    expect(all?.count).toBe(5);
    expect(all?.median).toBeGreaterThan(1900);
    expect(all?.median).toBeLessThan(2100);
  });

  it('is what half of the results did not exceed, rounded to a sixteenth of a doubling', async () => {
    const two = { median: 1961, count: 4 };
    const median = async (seconds: number[]) => {
      const { took, usual } = deployment();
      await took(seconds);
      return (await usual())[0];
    };
    expect(await median([8, 8, 2, 2])).toEqual(two);
    expect(await median([8, 2, 8, 2, 8])).toEqual({ median: 7845, count: 5 });
    expect(await median([8, 8, 8, 2])).toEqual({ median: 7845, count: 4 });
  });

  it('is that of the slot and of the model that it has now', async () => {
    const { took, usual } = deployment();
    await took([2]);
    await took([9], { id: '2-fox', model: 'fox-1' });
    const [one, other, replaced] = await usual([
      FOX,
      { id: '2-fox', model: 'fox-1' },
      { id: '1-fox', model: 'fox-2' },
    ]);
    expect(one?.median).toBeLessThan(2100);
    expect(other?.median).toBeGreaterThan(8500);
    expect(replaced).toBeNull();
  });

  it('counts this month and the one before, across the turn of the year', async () => {
    const { took, usual } = deployment();
    await took([2], FOX, Date.parse('2026-12-31T23:59:59Z'));
    await took([2], FOX, Date.parse('2027-01-01T00:00:00Z'));
    expect((await usual([FOX], Date.parse('2027-01-31T12:00:00Z')))[0]?.count).toBe(2);
    expect((await usual([FOX], Date.parse('2027-02-01T12:00:00Z')))[0]?.count).toBe(1);
    const owl = { id: '2-owl', model: 'owl' };
    await took([2, 2, 2], owl, Date.parse('2026-12-31T23:59:59Z'));
    const both = await usual([FOX, owl], Date.parse('2027-01-31T12:00:00Z'));
    expect(both.map((each) => each?.count)).toEqual([2, 3]);
    expect((await usual([FOX], Date.parse('2027-03-01T12:00:00Z')))[0]).toBeNull();
  });

  it('may be forgotten 60 days after the month began', async () => {
    const { times, took } = deployment();
    const expiries: number[] = [];
    const count = times.count;
    times.count = (key, bucket, expiresAt) => {
      expiries.push(expiresAt * 1000);
      return count(key, bucket, expiresAt);
    };
    await took([2]);
    expect(expiries).toEqual([Date.parse('2026-11-01T00:00:00Z') + 60 * DAY_MS]);
  });

  it('does not keep a picture from being shown when it cannot be counted', async () => {
    const { times, log, took } = deployment();
    times.count = () => Promise.reject(new Error('no table'));
    await took([2]);
    expect(log.lines).toEqual([
      {
        level: 'warn',
        message: 'A time could not be counted',
        fields: { modelId: FOX.id, cause: new Error('no table') },
      },
    ]);
  });
});
