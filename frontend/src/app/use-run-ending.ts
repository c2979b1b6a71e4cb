import { useCallback } from 'react';
import type { Run } from '../features/results/run-state.ts';
import { shorten } from '../lib/format.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { notify, playChime } from '../lib/notify.ts';
import { preferences } from '../lib/preferences.ts';

/** What happens besides the announcement when a run ends in the background: only what was switched on. */
export function useRunEnding(): (run: Run) => void {
  const { t } = useI18n();
  return useCallback(
    (run) => {
      if (document.visibilityState === 'visible' && document.hasFocus()) return;
      const { notifications, sound } = preferences.get();
      if (notifications) {
        notify(t.settings.notifyTitle, `${t.run.done(run.done)}: ${shorten(run.prompt, 80)}`);
      }
      if (sound) playChime();
    },
    [t],
  );
}
