import { describe, expect, it } from '@jest/globals';
import { safeText } from '../../../src/lib/safe-text.ts';
import { resultStore } from '../../../src/store/result-store.ts';
import { slowStore } from '../../helpers/slow-writes.ts';

const RESULT = {
  model: 'A',
  modelId: '1-a',
  provider: 'P',
  status: 'failed' as const,
  error: { code: 'TIMEOUT' as const, message: safeText`m`, billed: 'unknown' as const, retryable: true },
};

describe('results', () => {
  it('are final', async () => {
    const store = resultStore(slowStore());
    expect(await store.read('job', '1-a')).toBeUndefined();
    expect(await store.save('job', RESULT)).toBe('saved');
    expect(await store.save('job', { ...RESULT, model: 'B' })).toBe('closed');
    expect(await store.read('job', '1-a')).toEqual(RESULT);
  });

  it('are saved, not closed, for a writer whose first response was lost', async () => {
    const store = resultStore(slowStore());
    await store.save('job', RESULT);
    expect(await store.save('job', RESULT)).toBe('saved');
  });

  it('that came late are kept beside the others, and the first one stays', async () => {
    const store = resultStore(slowStore());
    expect(await store.readLate('job', '1-a')).toBeUndefined();
    await store.saveLate('job', RESULT);
    await store.saveLate('job', { ...RESULT, model: 'B' });
    expect(await store.readLate('job', '1-a')).toEqual(RESULT);
    expect(await store.read('job', '1-a')).toBeUndefined();
  });
});
