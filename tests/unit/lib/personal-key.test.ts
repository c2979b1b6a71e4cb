import { describe, expect, it } from '@jest/globals';
import { newPersonalKey, personalKeyId } from '../../../src/lib/personal-key.ts';

describe('a key of a program', () => {
  it('has a form that scanners know, an id, and no other key is like it', () => {
    const made = Array.from({ length: 200 }, newPersonalKey);
    for (const { id, key } of made) {
      expect(key).toMatch(/^pp_[0-9A-Za-z]{10}_[0-9A-Za-z]{38}$/);
      expect(personalKeyId(key)).toBe(id);
    }
    expect(new Set(made.map(({ key }) => key)).size).toBe(200);
    expect(new Set(made.flatMap(({ key }) => [...key.slice(14)])).size).toBe(62);
  });

  it('is told from one that was mistyped, wherever', () => {
    const { key } = newPersonalKey();
    for (let place = 0; place < key.length; place += 1) {
      const wrong = key[place] === 'x' ? 'y' : 'x';
      expect(personalKeyId(key.slice(0, place) + wrong + key.slice(place + 1))).toBeUndefined();
    }
    const swapped = `${key.slice(0, 20)}${key[21]}${key[20]}${key.slice(22)}`;
    if (swapped !== key) expect(personalKeyId(swapped)).toBeUndefined();
    for (const text of ['', 'pp_', `${key}a`, key.slice(1), ` ${key}`, key.slice(0, -1)]) {
      expect(personalKeyId(text)).toBeUndefined();
    }
  });

  it('has a checksum that never changes', () => {
    expect(personalKeyId('pp_j8urHIFMaj_8AN6x2lQ0cVb7TtYq1nRz5KpWd3Ehs9F0QT7mI')).toBe('j8urHIFMaj');
  });
});
