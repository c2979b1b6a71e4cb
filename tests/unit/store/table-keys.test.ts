import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  admissionMark,
  admissionOf,
  dayWindow,
  expiryOf,
  hourWindow,
  microDollars,
  monthWindow,
  spenderOf,
  tableKeys,
} from '../../../src/store/table-keys.ts';

const at = Date.parse;

describe('windows of time', () => {
  it.each([
    [
      '2026-11-20T19:59:59.999Z',
      '2026-11-20T19',
      '2026-11-20T20:00:00Z',
      '2026-11-20',
      '2026-11-21T00:00:00Z',
      '2026-11',
      '2026-12-01T00:00:00Z',
    ],
    [
      '2026-12-31T23:00:00.000Z',
      '2026-12-31T23',
      '2027-01-01T00:00:00Z',
      '2026-12-31',
      '2027-01-01T00:00:00Z',
      '2026-12',
      '2027-01-01T00:00:00Z',
    ],
    [
      '2028-02-29T00:00:00.000Z',
      '2028-02-29T00',
      '2028-02-29T01:00:00Z',
      '2028-02-29',
      '2028-03-01T00:00:00Z',
      '2028-02',
      '2028-03-01T00:00:00Z',
    ],
  ])('of %s', (now, hour, hourEnd, day, dayEnd, month, monthEnd) => {
    expect(hourWindow(at(now))).toEqual({ id: hour, endsAt: at(hourEnd) });
    expect(dayWindow(at(now))).toEqual({ id: day, endsAt: at(dayEnd) });
    expect(monthWindow(at(now))).toEqual({ id: month, endsAt: at(monthEnd) });
  });

  it('end later than now, and the next one begins there', () => {
    const moments = fc.integer({ min: at('2020-01-01'), max: at('2040-01-01') });
    fc.assert(
      fc.property(moments, fc.constantFrom(hourWindow, dayWindow, monthWindow), (now, windowOf) => {
        const { id, endsAt } = windowOf(now);
        expect(endsAt).toBeGreaterThan(now);
        expect(windowOf(endsAt - 1).id).toBe(id);
        expect(windowOf(endsAt).id).not.toBe(id);
      }),
    );
  });

  it('are forgotten a day after their end, in epoch seconds', () => {
    expect(expiryOf(dayWindow(at('2026-11-20T12:00:00Z')))).toBe(at('2026-11-22T00:00:00Z') / 1000);
  });
});

describe('counter keys', () => {
  it('keep runs, rewritten prompts and money apart', () => {
    const now = at('2026-11-20T19:30:00Z');
    const [hour, day, month] = [hourWindow(now), dayWindow(now), monthWindow(now)];
    expect([
      tableKeys.globalRuns(hour),
      tableKeys.addressRuns('h', day),
      tableKeys.globalEnhancements(hour),
      tableKeys.addressEnhancements('h', day),
      tableKeys.spend(day),
      tableKeys.spend(month),
      tableKeys.idempotency('h'),
      tableKeys.settledAttempts('job'),
      tableKeys.listSpend('list'),
    ]).toEqual([
      'rate#global#2026-11-20T19',
      'rate#ip#h#2026-11-20',
      'enhance#global#2026-11-20T19',
      'enhance#ip#h#2026-11-20',
      'spend#2026-11-20',
      'spend#2026-11',
      'idempotency-key#h',
      'run#job',
      'spend#list#list',
    ]);
  });
});

describe('the mark of an admission', () => {
  const JOB = '11111111-1111-4111-8111-111111111111';
  const mark = admissionMark(1_763_640_000_000, JOB, 'id');

  it('says when it took place and for which run', () => {
    expect(admissionOf(mark)).toEqual({ admittedAtMs: 1_763_640_000_000, jobId: JOB });
    const ofPerson = admissionMark(1_763_640_000_000, JOB, 'id', { person: 'an-id_of-a-person' });
    expect(admissionOf(ofPerson)).toEqual({ ...admissionOf(mark), person: 'an-id_of-a-person' });
    const ofKey = admissionMark(1_763_640_000_000, JOB, 'id', {
      person: 'an-id_of-a-person',
      key: 'j8urHIFMaj',
    });
    expect(admissionOf(ofKey)).toEqual({ ...admissionOf(ofPerson), key: 'j8urHIFMaj' });
    const payers = [{}, { person: 'an-id_of-a-person' }, { person: 'an-id_of-a-person', key: 'j8urHIFMaj' }];
    for (const payer of payers) {
      const ofList = { ...payer, list: '6b1f4c1e-8a53-4f0d-9a5e-3c2b7d9e0f41' };
      expect(admissionOf(admissionMark(1_763_640_000_000, JOB, 'id', ofList))).toEqual({
        ...admissionOf(mark),
        ...ofList,
      });
    }
  });

  it('is no other mark', () => {
    for (const other of [`${JOB}/1-model`, `x${mark}`, `admission/soon/${JOB}/id`, `admission/1/${JOB}`]) {
      expect(admissionOf(other)).toBeUndefined();
    }
  });

  it('differs for two admissions of one run at one time', () => {
    expect(admissionMark(1, JOB, 'a')).not.toBe(admissionMark(1, JOB, 'b'));
  });
});

describe('micro-dollars', () => {
  it('are whole, and add up as cents do', () => {
    expect(microDollars(0.07)).toBe(70_000);
    expect(microDollars(0.1) + microDollars(0.2)).toBe(microDollars(0.3));
    expect(microDollars(0)).toBe(0);
  });
});

describe('whose spending a key counts', () => {
  const month = monthWindow(at('2026-11-20T12:00:00Z'));

  it('is the person, in that month alone', () => {
    expect(spenderOf(tableKeys.personSpend('a_b-c', month), month)).toBe('a_b-c');
    expect(spenderOf(tableKeys.personSpend('ann', monthWindow(at('2025-11-20'))), month)).toBeUndefined();
  });

  it('is nobody where something else is counted', () => {
    const others = [
      tableKeys.spend(month),
      tableKeys.keySpend('j8urHIFMaj', month),
      tableKeys.personRuns('ann', dayWindow(at('2026-11-20'))),
      `rate#user#ann#${month.id}`,
    ];
    for (const key of others) expect(spenderOf(key, month)).toBeUndefined();
  });
});
