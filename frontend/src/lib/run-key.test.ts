import { expect, it } from '@jest/globals';
import { forgetRun, mayHaveOlderRuns, ownRuns, runKey, runKeyOf, takeRun } from './run-key.ts';

const JOB = '11111111-1111-4111-8111-111111111111';
const KEY = 'k'.repeat(43);

it('takes over a run that an address hands over, and takes the key out of the address', () => {
  history.replaceState(null, '', `/r/${JOB}?with=x#k=${KEY}`);
  takeRun();
  expect(location.href).toBe(`http://localhost/r/${JOB}?with=x`);
  expect(ownRuns.get()).toEqual([JOB]);
  expect(runKeyOf(JOB)).toBe(KEY);
  expect(runKey()).not.toBe(KEY);
  forgetRun(JOB);
  expect(runKeyOf(JOB)).toBe(runKey());
});

it('knows that a browser that has just made its key has no runs, and that one with a key may have some', () => {
  localStorage.clear();
  // The stores read again.
  dispatchEvent(new StorageEvent('storage', { key: null }));
  expect(mayHaveOlderRuns()).toBe(false);
  runKey();
  expect(mayHaveOlderRuns()).toBe(false);
  localStorage.setItem('pixel-prompt.run-key', JSON.stringify(KEY));
  dispatchEvent(new StorageEvent('storage', { key: null }));
  expect(runKey()).toBe(KEY);
  expect(mayHaveOlderRuns()).toBe(true);
});

it('takes nothing that is no key, nor on another page', () => {
  history.replaceState(null, '', `/r/${JOB}#k=short`);
  takeRun();
  expect(location.hash).toBe('#k=short');
  history.replaceState(null, '', `/gallery#k=${KEY}`);
  takeRun();
  expect(location.hash).toBe(`#k=${KEY}`);
  expect(ownRuns.get()).toEqual([]);
});
