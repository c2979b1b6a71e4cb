import { describe, expect, it } from '@jest/globals';
import { learnEverybodysTimes, learnTime } from '../../lib/expected-times.ts';
import { en } from '../../lib/i18n/en.ts';
import { model } from '../../testing/fake-api.ts';
import { listModels, modelNotice } from './model-list.ts';

const fast = model('1-fast', { priceUsd: { low: 0.2, high: 0.4 } });
const cheap = model('2-cheap', { provider: 'Other', priceUsd: { low: 0, high: 0.01 } });
const unknown = model('3-unknown', { priceUsd: null });
const models = [unknown, fast, cheap];
const ids = (groups: ReturnType<typeof listModels>) =>
  groups.map((group) => group.models.map(({ id }) => id));

describe('listModels', () => {
  it('groups by vendor, in the order of the API', () => {
    expect(listModels(models, 'vendor', '').map(({ vendor }) => vendor)).toEqual(['Vendor', 'Other']);
  });

  it('sorts by price and by usual time, with unknown ones last', () => {
    learnTime('1-fast', 2000);
    learnTime('2-cheap', 9000);
    expect(ids(listModels(models, 'price', ''))).toEqual([['2-cheap', '1-fast', '3-unknown']]);
    expect(ids(listModels(models, 'time', ''))).toEqual([['1-fast', '2-cheap', '3-unknown']]);
  });

  it('sorts on a new device by the times that the API knows, and by its own ones once it has seen some', () => {
    learnEverybodysTimes([
      { id: '4-slow', usualMs: { median: 30_000, count: 12 } },
      { id: '5-quick', usualMs: { median: 1000, count: 3 } },
      { id: '3-unknown', usualMs: null },
    ]);
    const others = [unknown, model('4-slow'), model('5-quick')];
    expect(ids(listModels(others, 'time', ''))).toEqual([['5-quick', '4-slow', '3-unknown']]);
    learnTime('4-slow', 500);
    expect(ids(listModels(others, 'time', ''))).toEqual([['4-slow', '5-quick', '3-unknown']]);
  });

  it('finds models by name or vendor, whatever the case', () => {
    expect(ids(listModels(models, 'price', ' CHEAP '))).toEqual([['2-cheap']]);
    expect(ids(listModels(models, 'price', 'other'))).toEqual([['2-cheap']]);
    expect(ids(listModels(models, 'vendor', 'nothing'))).toEqual([]);
  });
});

describe('modelNotice', () => {
  it('says since when a model is gone, and what draws instead', () => {
    const gone = model('1-gone', {
      status: 'retired',
      lastDay: '2026-05-12',
      successor: 'Newer',
      notice: 'x',
    });
    expect(modelNotice(en, 'en-GB', gone)).toBe('Switched off on 12/05/2026 · Newer draws instead');
  });

  it('says until when an older model draws', () => {
    const older = model('1-older', { status: 'legacy', lastDay: '2027-01-31' });
    expect(modelNotice(en, 'en-GB', older)).toBe('Older model · Last day: 31/01/2027');
  });

  it('falls back to the notice of the API', () => {
    expect(modelNotice(en, 'en', model('1-own', { notice: 'Runs on its own server.' }))).toBe(
      'Runs on its own server.',
    );
    expect(modelNotice(en, 'en', model('1-plain'))).toBe('');
  });
});
