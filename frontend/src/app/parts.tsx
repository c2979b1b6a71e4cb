import type { ComponentProps, ComponentType, ReactNode } from 'react';
import { Button } from '../components/ui/button.tsx';
import { Message } from '../components/ui/message.tsx';
import { promptsOf } from '../features/generate/prompts/prompts.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { createLoader, type Loader } from '../lib/loader.ts';
import { Part } from '../lib/part.tsx';
import { isSessionNeeded, provideSession } from '../lib/session.ts';
import styles from './app.module.css';
import { DialogPart } from './dialog-part.tsx';
import { downloads } from './downloads.ts';
import { compare, lightbox } from './large-dialogs.tsx';
import { RunSkeleton } from './run-skeleton.tsx';

const dialogs = createLoader(() => import('./dialogs.ts'));
const runView = createLoader(() => import('../features/results/components/run-view.tsx'));
const gallery = createLoader(() => import('./gallery-route.tsx'));
const ownRunsWatch = createLoader(() => import('./own-runs-watch.tsx'));
const signIn = createLoader(() => import('../features/sign-in/sign-in.ts'));

provideSession(async () => (await signIn.load()).signIn);

/** Fetches what an address needs beside the first script, without waiting for the page to ask. */
export function fetchPartsOf(path: string): void {
  // What fails is fetched again when it is needed.
  if (path.startsWith('/r/')) runView.load().catch(() => undefined);
  if (isSessionNeeded()) signIn.load().catch(() => undefined);
  if (path === '/gallery') gallery.load().catch(() => undefined);
}

/** Fetches every part while the page has nothing else to do, so that none is missing in a tunnel. */
export function prefetchParts(): void {
  const prompts = promptsOf(document.documentElement.lang);
  const loaders: Loader<unknown>[] = [runView, dialogs, lightbox, compare, gallery, downloads, prompts];
  for (const loader of loaders) {
    // What fails is fetched again when it is needed.
    loader.load().catch(() => undefined);
  }
}

type Dialogs = Awaited<ReturnType<typeof dialogs.load>>;
type DialogName = keyof Dialogs;
type WithClose = { onClose: () => void };

/** One of the small dialogs by its name, with its own props. */
export function LazyDialog<Name extends DialogName>({
  name,
  ...props
}: { name: Name } & ComponentProps<Dialogs[Name]> & WithClose) {
  return (
    <DialogPart
      loader={dialogs}
      pick={(module) => module[name] as ComponentType<WithClose>}
      props={props}
      onClose={props.onClose}
    />
  );
}

export function LazyRunView(props: ComponentProps<Awaited<ReturnType<typeof runView.load>>['default']>) {
  return (
    <Part
      loader={runView}
      pick={(module) => module.default}
      props={props}
      fallback={{ loading: <RunSkeleton />, failed: missingPart }}
    />
  );
}

function MissingPart({ onRetry }: { onRetry: () => void }) {
  const { t } = useI18n();
  return (
    <Message title={t.part.missing}>
      <p>{t.part.missingText}</p>
      <Button look="primary" icon="retry" onClick={onRetry}>
        {t.start.again}
      </Button>
    </Message>
  );
}

const missingPart = (retry: () => void) => <MissingPart onRetry={retry} />;

/** In place of a page where the API does not know who asks, or does not let that person in. */
export function LazySignIn(props: { isNotInvited: boolean }) {
  const fallback = { loading: null, failed: missingPart };
  return <Part loader={signIn} pick={({ SignInScreen }) => SignInScreen} props={props} fallback={fallback} />;
}

/** Who is signed in; nothing where nobody is. */
export function LazyAccount() {
  const fallback = { loading: null, failed: () => null };
  return (
    <Part loader={signIn} pick={({ AccountSettings }) => AccountSettings} props={{}} fallback={fallback} />
  );
}

/** Nobody misses it while it is on its way. */
export function LazyOwnRunsWatch() {
  const fallback = { loading: null, failed: () => null };
  return <Part loader={ownRunsWatch} pick={(module) => module.default} props={{}} fallback={fallback} />;
}

/** The gallery, or what a link shows. */
export function LazyGallery({ linkId = '' }: { linkId?: string }) {
  const page = (children?: ReactNode) => (
    <main id="main" tabIndex={-1} className={styles.page}>
      {children}
    </main>
  );
  return (
    <Part
      loader={gallery}
      pick={(module) => (linkId ? module.SharedRoute : module.default)}
      props={{ linkId }}
      fallback={{ loading: page(), failed: (retry) => page(missingPart(retry)) }}
    />
  );
}
