import { createState } from './store.ts';

export type Toast = {
  id: number;
  kind: 'info' | 'error';
  text: string;
  /** A request id to quote, or other small print. */
  detail?: string;
  /** What the toast is about: a new toast on the same subject replaces it, and `clearToasts` removes it. */
  about?: 'start' | 'download' | 'cancel' | 'delete' | 'visibility' | 'kept' | 'share' | 'blind' | 'vote';
  action?: { label: string; run: () => void };
};

let lastId = 0;

export const toastStore = createState<readonly Toast[]>([]);

/** Shows a message; it replaces one with the same text or on the same subject. */
export function showToast(toast: Omit<Toast, 'id'>): void {
  lastId += 1;
  toastStore.set((toasts) => {
    const others = toasts.filter(
      (each) => each.text !== toast.text && (toast.about === undefined || each.about !== toast.about),
    );
    return [...others, { ...toast, id: lastId }].slice(-4);
  });
}

export function dismissToast(id: number): void {
  toastStore.set((toasts) => toasts.filter((each) => each.id !== id));
}

/** Removes what no longer applies, such as an error of an action that has succeeded since. */
export function clearToasts(about: NonNullable<Toast['about']>): void {
  toastStore.set((toasts) => toasts.filter((each) => each.about !== about));
}

/** Five seconds plus time to read each word; errors stay until they are dismissed or no longer apply. */
export function toastLifetimeMs(toast: Toast): number | undefined {
  if (toast.kind === 'error') return undefined;
  const words = `${toast.text} ${toast.detail ?? ''}`.split(/\s+/).length;
  return 5000 + words * 400 + (toast.action ? 5000 : 0);
}
