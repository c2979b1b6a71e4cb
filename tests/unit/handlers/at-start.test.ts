import { describe, expect, it } from '@jest/globals';
import { atStart } from '../../../src/handlers/at-start.ts';

describe('atStart', () => {
  it('builds once, at once', () => {
    let built = 0;
    const get = atStart(() => {
      built += 1;
      return built;
    });
    expect(built).toBe(1);
    expect([get(), get()]).toEqual([1, 1]);
  });

  it('keeps a failure for each call', () => {
    const get = atStart(() => {
      throw new Error('BUCKET_NAME is missing.');
    });
    expect(get).toThrow('BUCKET_NAME is missing.');
    expect(get).toThrow('BUCKET_NAME is missing.');
  });
});
