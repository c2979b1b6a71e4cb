import type { QueryClient } from '@tanstack/react-query';
import { type ComponentProps, type ComponentType, type ReactNode, useState } from 'react';
import { Button } from '../components/ui/button.tsx';
import { Message } from '../components/ui/message.tsx';
import { promptsOf } from '../features/generate/prompts/prompts.ts';
import { watchedRuns } from '../features/results/run-registry.ts';
import { textsOf, useI18n } from '../lib/i18n/i18n.tsx';
import { createLoader, type Loader } from '../lib/loader.ts';
import { Part } from '../lib/part.tsx';
import type { Language } from '../lib/preferences.ts';
import { isSessionNeeded, provideSession } from '../lib/session.ts';
import { useStore } from '../lib/store.ts';
import { whenIdle } from '../lib/when-settled.ts';
import styles from './app.module.css';
import { DialogPart } from './dialog-part.tsx';
import { downloads } from './downloads.ts';
import { changes, compare, lightbox } from './large-dialogs.tsx';
import { RunSkeleton } from './run-skeleton.tsx';

const dialogs = createLoader(() => import('./dialogs.ts'));
const runPane = createLoader(() => import('./run-pane.tsx'));
const gallery = createLoader(() => import('./gallery-route.tsx'));
const lists = createLoader(() => import('./lists-route.tsx'));
const board = createLoader(() => import('./board-route.tsx'));
const judge = createLoader(() => import('./judge-route.tsx'));
const runningWatch = createLoader(() => import('./running-watch.tsx'));
const ownRunsWatch = createLoader(() => import('./own-runs-watch.tsx'));
const signIn = createLoader(() => import('../features/sign-in/sign-in.ts'));

provideSession(async () => (await signIn.load()).signIn);

/** Fetches what an address needs beside the first script, without waiting for the page to ask. */
export function fetchPartsOf(
  { pathname: path, search }: Pick<Location, 'pathname' | 'search'>,
  language: Language,
  queryClient: QueryClient,
): void {
  // What fails is fetched again when it is needed.
  if (path !== '/')
    textsOf(language)
      .load()
      .catch(() => undefined);
  if (path.startsWith('/r/')) runPane.load().catch(() => undefined);
  if (isSessionNeeded()) signIn.load().catch(() => undefined);
  if (path === '/gallery')
    gallery
      .load()
      .then(({ fetchFirstPage }) => fetchFirstPage(queryClient, search))
      .catch(() => undefined);
  if (path.startsWith('/lists')) lists.load().catch(() => undefined);
  if (path === '/board')
    board
      .load()
      .then(({ prepareBoard }) => prepareBoard(queryClient, search))
      .catch(() => undefined);
  if (path === '/judge') judge.load().catch(() => undefined);
}

/** Fetches every part, one after the other, while the page has nothing else to do, so that none is missing in a tunnel. */
export function prefetchParts(): void {
  const { lang } = document.documentElement;
  const texts = textsOf(lang === 'de' ? 'de' : 'en');
  const prompts = promptsOf(lang);
  const loaders: Loader<unknown>[] = [
    texts,
    runPane,
    runningWatch,
    dialogs,
    lightbox,
    compare,
    changes,
    gallery,
    lists,
    board,
    judge,
    downloads,
    prompts,
  ];
  const fetchNext = () => {
    // What fails is fetched again when it is needed.
    loaders
      .shift()
      ?.load()
      .catch(() => undefined);
    if (loaders.length > 0) whenIdle(fetchNext);
  };
  fetchNext();
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

type RunPane = Awaited<ReturnType<typeof runPane.load>>;

export function LazyRunPane(props: ComponentProps<RunPane['RunPane']>) {
  const fallback = { loading: <RunSkeleton />, failed: missingPart };
  return <Part loader={runPane} pick={(module) => module.RunPane} props={props} fallback={fallback} />;
}

/** In place of a run that cannot be shown. */
export function LazyRunFailed(props: ComponentProps<RunPane['RunFailed']>) {
  const fallback = { loading: <RunSkeleton />, failed: missingPart };
  return <Part loader={runPane} pick={(module) => module.RunFailed} props={props} fallback={fallback} />;
}

/** Tells of the runs of this tab, from the first one on: also of the last one's end. */
export function LazyRunWatch() {
  const hasRuns = useStore(watchedRuns).length > 0;
  const [isNeeded, setNeeded] = useState(hasRuns);
  if (hasRuns && !isNeeded) setNeeded(true);
  const fallback = { loading: null, failed: () => null };
  return (
    isNeeded && (
      <Part loader={runningWatch} pick={({ RunWatch }) => RunWatch} props={{}} fallback={fallback} />
    )
  );
}

export function LazyRunningList() {
  const isNeeded = useStore(watchedRuns).length > 0;
  const fallback = { loading: null, failed: () => null };
  return (
    isNeeded && (
      <Part loader={runningWatch} pick={({ RunningList }) => RunningList} props={{}} fallback={fallback} />
    )
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
  const fallback = { loading: <LoadingPage />, failed: missingPart };
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
  return (
    <Part loader={ownRunsWatch} wordless pick={(module) => module.default} props={{}} fallback={fallback} />
  );
}

/** A page whose script is on its way is never empty. */
function LoadingPage() {
  const { t } = useI18n();
  return (
    <p role="status" className={styles.loading}>
      {t.part.loading}
    </p>
  );
}

/** Where pictures of blind runs are judged. */
export function LazyJudge() {
  return <Part loader={judge} pick={(module) => module.default} props={{}} fallback={pageFallback} />;
}

const page = (children: ReactNode) => (
  <main id="main" tabIndex={-1} className={styles.page}>
    {children}
  </main>
);
const pageFallback = {
  loading: page(<LoadingPage />),
  failed: (retry: () => void) => page(missingPart(retry)),
};

/** The gallery, or what a link shows. */
export function LazyGallery({ linkId = '' }: { linkId?: string }) {
  return (
    <Part
      loader={gallery}
      pick={(module) => (linkId ? module.SharedRoute : module.default)}
      props={{ linkId }}
      fallback={pageFallback}
    />
  );
}

type Lists = Awaited<ReturnType<typeof lists.load>>;

/** Lists of prompts, or one of them. */
export function LazyLists(props: ComponentProps<Lists['default']>) {
  return <Part loader={lists} pick={(module) => module.default} props={props} fallback={pageFallback} />;
}

/** Which model is best. */
export function LazyBoard() {
  return <Part loader={board} pick={(module) => module.default} props={{}} fallback={pageFallback} />;
}
