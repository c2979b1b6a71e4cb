import { useQueryClient } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { useLocation } from 'wouter';
import { unwatchRun } from '../features/results/run-registry.ts';
import SettingsDialog from '../features/settings/components/settings-dialog.tsx';
import { YoursSettings } from '../features/yours/components/yours-settings.tsx';
import { forgetWords } from '../lib/forget.ts';
import { forgetRun, hasRunKey, ownRuns, runKey, runKeyOf } from '../lib/run-key.ts';
import { sessionState } from '../lib/session.ts';
import { useStore } from '../lib/store.ts';
import { downloads } from './downloads.ts';

/** The settings, with what belongs to whoever is here. */
export default function Settings(props: Omit<ComponentProps<typeof SettingsDialog>, 'yours'>) {
  const session = useStore(sessionState);
  const isSignedIn = session === 'in' || session === 'admin';
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();

  const onErased = () => {
    // What another browser has handed over has another key, and is still there.
    const gone = ownRuns.get().filter((jobId) => isSignedIn || runKeyOf(jobId) === runKey());
    for (const jobId of gone) {
      forgetRun(jobId);
      unwatchRun(jobId);
    }
    forgetWords();
    queryClient.removeQueries({ queryKey: ['job'] });
    for (const name of ['gallery', 'own-runs', 'keys', 'me', 'spending']) {
      queryClient.invalidateQueries({ queryKey: [name] });
    }
    navigate('/');
  };
  const yours = (isSignedIn || hasRunKey()) && (
    <YoursSettings
      isSignedIn={isSignedIn}
      onDownload={async (everything) => (await downloads.load()).downloadEverything(everything)}
      onErased={onErased}
    />
  );
  return <SettingsDialog {...props} yours={yours} />;
}
