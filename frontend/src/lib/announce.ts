import { createState } from './store.ts';

/** What screen readers should hear; the region stands in `components/ui/announcer.tsx`. */
export const newsState = createState('');

export function announce(text: string): void {
  newsState.set(text);
}
