export type Toast = {
  id: number;
  kind: 'info' | 'error';
  text: string;
  /** A request id to quote, or other small print. */
  detail?: string;
  action?: { label: string; run: () => void };
};

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function replace(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export const toastStore = {
  get: () => toasts,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Shows a message; the same text shown again replaces the one that stands there. */
export function showToast(toast: Omit<Toast, 'id'>): void {
  lastId += 1;
  replace([...toasts.filter((each) => each.text !== toast.text), { ...toast, id: lastId }].slice(-4));
}

export function dismissToast(id: number): void {
  replace(toasts.filter((each) => each.id !== id));
}

/** Long enough to be read: five seconds and more for each word; errors stay until they are dismissed. */
export function toastLifetimeMs(toast: Toast): number | undefined {
  if (toast.kind === 'error') return undefined;
  const words = `${toast.text} ${toast.detail ?? ''}`.split(/\s+/).length;
  return 5000 + words * 400 + (toast.action ? 5000 : 0);
}
