import { describe, expect, it } from '@jest/globals';
import { showToast, toastLifetimeMs, toastStore } from './toasts.ts';

describe('Toasts', () => {
  it('stay longer the more there is to read, and for ever when something failed', () => {
    const toast = { id: 1, kind: 'info' as const, text: 'Copied.' };
    const long = { ...toast, text: 'This is a sentence of quite a few words more.' };
    expect(toastLifetimeMs(toast)).toBeGreaterThanOrEqual(5000);
    expect(toastLifetimeMs(long)).toBeGreaterThan(toastLifetimeMs(toast) ?? 0);
    expect(toastLifetimeMs({ ...toast, kind: 'error' })).toBeUndefined();
  });

  it('say the same thing once', () => {
    showToast({ kind: 'info', text: 'Copied.' });
    showToast({ kind: 'info', text: 'Copied.' });
    expect(toastStore.get()).toHaveLength(1);
  });
});
