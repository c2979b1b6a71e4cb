import { type ReactNode, useDeferredValue, useState } from 'react';
import { useLocation } from 'wouter';
import type { ModelsResponse } from '../../../src/contract/index.ts';
import { Button } from '../components/ui/button.tsx';
import { Message } from '../components/ui/message.tsx';
import { config } from '../config.ts';
import { useModels } from '../features/generate/api/get-models.ts';
import { ApiError, isUnauthorized, NoResponseError } from '../lib/api.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { sessionState } from '../lib/session.ts';
import { useStore } from '../lib/store.ts';
import styles from './app.module.css';
import { LazySignIn } from './parts.tsx';
import { RunSkeleton } from './run-skeleton.tsx';

/** Of these the sign-in screen tells. */
const isForSignIn = (error: Error | null) =>
  isUnauthorized(error) || (error instanceof ApiError && error.status === 403);

const major = (version: string) => version.split('.')[0];

/** Renders the pages once a compatible API has responded and knows who asks; until then, says what to do. */
export function StartGate({ children }: { children: (models: ModelsResponse) => ReactNode }) {
  const { t } = useI18n();
  const [path] = useLocation();
  const { data: newest, error: failed, isFetching, refetch } = useModels();
  // While the API is asked again there is no error for a moment; the page goes on saying what it said.
  const [last, setLast] = useState(failed);
  if (failed !== null && failed !== last) setLast(failed);
  const error = failed ?? (isFetching && !isForSignIn(last) ? last : null);
  // Rendered in slices, since a phone would not react for as long as the whole page takes.
  const data = useDeferredValue(newest);
  const session = useStore(sessionState);
  const address = config.apiEndpoint === '' ? location.origin : config.apiEndpoint;

  if (session === 'out' || isForSignIn(error)) {
    return (
      <main id="main" tabIndex={-1} className={styles.page}>
        <LazySignIn isNotInvited={error instanceof ApiError && error.status === 403} />
      </main>
    );
  }
  if (data && major(data.version) === config.contractVersion) return children(data);
  if (!data && (newest || !error)) {
    return (
      <main id="main" tabIndex={-1} className={styles.page}>
        {path.startsWith('/r/') ? <RunSkeleton /> : <p role="status">{t.start.checking}</p>}
      </main>
    );
  }
  const retry = (
    <Button look="primary" icon="retry" aria-disabled={isFetching || undefined} onClick={() => refetch()}>
      {t.start.again}
    </Button>
  );
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      {data ? (
        <Message title={t.start.version}>
          <p>{t.start.versionText(data.version, config.contractVersion)}</p>
          <Steps steps={t.start.versionSteps} />
          <Button look="primary" onClick={() => location.reload()}>
            {t.app.reload}
          </Button>
        </Message>
      ) : error instanceof ApiError ? (
        <Message title={t.start.refused}>
          <p>{t.error(error.code) ?? error.message}</p>
          {error.requestId !== '' && <p>{t.app.quote(error.requestId)}</p>}
          {retry}
        </Message>
      ) : (
        <Message
          title={
            error instanceof NoResponseError && error.status ? t.start.otherProgram : t.start.unreachable
          }
        >
          <p>
            {error instanceof NoResponseError && error.status
              ? t.start.otherProgramText(address, error.status)
              : t.start.unreachableText(address)}
          </p>
          <Steps steps={t.start.steps} />
          {retry}
        </Message>
      )}
    </main>
  );
}

function Steps({ steps }: { steps: readonly string[] }) {
  return (
    <ol>
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}
