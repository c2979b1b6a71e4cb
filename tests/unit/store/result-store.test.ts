import { describe, expect, it } from '@jest/globals';
import { safeText } from '../../../src/lib/safe-text.ts';
import { memoryObjectStore } from '../../../src/store/memory-object-store.ts';
import { resultStore } from '../../../src/store/result-store.ts';

const RESULT = {
  model: 'A',
  modelId: '1-a',
  provider: 'P',
  status: 'failed' as const,
  error: { code: 'TIMEOUT' as const, message: safeText`m`, billed: 'unknown' as const, retryable: true },
};

describe('results', () => {
  it('are final', async () => {
    const store = resultStore(memoryObjectStore());
    expect(await store.read('job', '1-a')).toBeUndefined();
    await store.save('job', RESULT);
    await store.save('job', { ...RESULT, model: 'B' });
    expect(await store.read('job', '1-a')).toEqual(RESULT);
  });
});
