import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SharedResult, SharedRunResponse } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Message } from '../../../components/ui/message.tsx';
import { PromptHeading } from '../../../components/ui/prompt-heading.tsx';
import { ApiError } from '../../../lib/api.ts';
import { type RunCost, spentText } from '../../../lib/cost-text.ts';
import { dateTime, duration, money } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { usePageTitle } from '../../../lib/page-title.ts';
import { describeError } from '../../../lib/report-error.ts';
import { getShared } from '../api/links.ts';
import { useShareTexts } from '../texts.ts';
import styles from './shared-page.module.css';

const POLL_MS = 4000;

/** What a link shows, for whoever has it. Search engines are asked to leave it out. */
export default function SharedPage({ linkId }: { linkId: string }) {
  const s = useShareTexts();
  const { t, locale } = useTexts();
  const { data, error, refetch } = useQuery({
    queryKey: ['shared', linkId],
    queryFn: ({ signal }) => getShared(linkId, signal),
    staleTime: 0,
    // Whoever looks on is told when it is revoked, too.
    refetchInterval: ({ state }) => (state.data?.endedAt === null ? POLL_MS : 10 * POLL_MS),
    retry: (count, reason) => !(reason instanceof ApiError && reason.status < 500) && count < 3,
  });
  usePageTitle(s.sharedTitle);
  useEffect(() => {
    const meta = document.createElement('meta');
    Object.assign(meta, { name: 'robots', content: 'noindex, nofollow' });
    document.head.append(meta);
    return () => meta.remove();
  }, []);

  if (error instanceof ApiError && (error.status === 404 || error.status === 410)) {
    return (
      <Message title={s.goneTitle}>
        <p>{s.goneText}</p>
      </Message>
    );
  }
  if (data) {
    const { title, prompt } = data;
    const done = data.results.filter(({ imageUrl }) => imageUrl !== undefined);
    const cost = costOf(data);
    const facts = [
      s.sharedPictures(done.length),
      dateTime(locale, data.createdAt),
      ...(cost === undefined ? [] : [spentText(t, locale, cost)]),
    ];
    return (
      <div className={styles.shared}>
        <header className={styles.head}>
          <PromptHeading
            title={prompt === undefined ? undefined : title}
            prompt={prompt ?? title ?? s.sharedTitle}
          >
            {facts.join(' · ')}
          </PromptHeading>
        </header>
        <div className={styles.pictures}>
          {data.results.map((result, index) => (
            // Their order never changes.
            // biome-ignore lint/suspicious/noArrayIndexKey: pictures have no ids here
            <SharedPicture key={index} result={result} />
          ))}
        </div>
      </div>
    );
  }
  if (!error) return <p role="status">{t.run.loading}</p>;
  return (
    <Message title={s.failedTitle}>
      <p>{describeError(t, error).text}</p>
      <Button look="primary" icon="retry" onClick={() => refetch()}>
        {s.again}
      </Button>
    </Message>
  );
}

function costOf({
  actualCostUsd,
  unknownCosts = 0,
  maybeBilled = 0,
}: SharedRunResponse): RunCost | undefined {
  if (actualCostUsd === undefined) return undefined;
  return { knownUsd: actualCostUsd, unknown: unknownCosts, maybe: maybeBilled };
}

function SharedPicture({ result }: { result: SharedResult }) {
  const s = useShareTexts();
  const { t, locale } = useTexts();
  const { model, imageUrl, thumbnailUrl = imageUrl, width, height, durationMs, costUsd, error } = result;
  const facts = [
    model,
    ...(durationMs === undefined ? [] : [duration(locale, durationMs)]),
    ...(costUsd === undefined ? [] : [money(locale, costUsd)]),
  ];
  return (
    <figure>
      {imageUrl === undefined ? (
        <p>{error ? t.failure.title(error.code) : result.status === 'completed' ? s.failed : s.drawing}</p>
      ) : (
        <a href={imageUrl} target="_blank" rel="noreferrer" aria-label={s.open(model)}>
          <img src={thumbnailUrl} alt={s.open(model)} width={width} height={height} decoding="async" />
        </a>
      )}
      <figcaption>{facts.join(' · ')}</figcaption>
    </figure>
  );
}
