import { describe, expect, it } from '@jest/globals';
import { forgetPerson } from './forget.ts';
import { forgetUnsent, keepUnsent, unsentAt } from './unsent.ts';

describe('What was typed and not sent', () => {
  it('is kept for each place until it is sent', () => {
    keepUnsent('one', 'a fox');
    keepUnsent('two', { prompt: 'a heron' });
    keepUnsent('one', 'a red fox');
    expect([unsentAt('one'), unsentAt('two')]).toEqual(['a red fox', { prompt: 'a heron' }]);
    forgetUnsent('one');
    expect([unsentAt('one'), unsentAt('two')]).toEqual([undefined, { prompt: 'a heron' }]);
  });

  it('is still there after a reload, which reads what the tab has stored', () => {
    keepUnsent('list', 'a fox');
    dispatchEvent(new StorageEvent('storage', { key: null }));
    expect(unsentAt('list')).toBe('a fox');
    expect(localStorage.getItem('pixel-prompt.unsent')).toBeNull();
  });

  it('is kept for the twenty newest places', () => {
    for (let place = 0; place < 21; place += 1) keepUnsent(`place ${place}`, place);
    expect([unsentAt('place 0'), unsentAt('place 1'), unsentAt('place 20')]).toEqual([undefined, 1, 20]);
  });

  it('goes with everything else that is kept of a person', () => {
    keepUnsent('one', 'a fox');
    forgetPerson();
    expect(unsentAt('one')).toBeUndefined();
  });
});
