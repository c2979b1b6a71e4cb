import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { Message } from '../../../components/ui/message.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { usePageTitle } from '../../../lib/page-title.ts';
import { describeError } from '../../../lib/report-error.ts';
import { starStore } from '../../../lib/stars.ts';
import { useStore } from '../../../lib/store.ts';
import { useGallery } from '../api/list-gallery.ts';
import { GalleryCard } from './gallery-card.tsx';
import styles from './gallery-page.module.css';

type Props = { onUse: (galleryId: string) => void };

/** All runs, newest first, loaded as the page is scrolled. */
export function GalleryPage({ onUse }: Props) {
  const { t } = useI18n();
  usePageTitle(t.gallery.title, t.gallery.description);
  const gallery = useGallery();
  const stars = useStore(starStore);
  const [search, setSearch] = useState('');
  const [starredOnly, setStarredOnly] = useState(false);

  const loaded = gallery.data?.pages.flatMap((page) => page.galleries) ?? [];
  const wanted = search.trim().toLowerCase();
  const starred = new Set(stars.map((star) => star.id));
  const entries = (starredOnly ? stars : loaded).filter((entry) =>
    entry.prompt.toLowerCase().includes(wanted),
  );

  if (gallery.error && loaded.length === 0)
    return <Failed error={gallery.error} onRetry={() => gallery.refetch()} />;
  return (
    <div className={styles.gallery}>
      <div className={styles.head}>
        <h1>{t.gallery.title}</h1>
        <search className={styles.tools}>
          <Field
            label={t.gallery.search}
            type="search"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <Choice type="switch" checked={starredOnly} onChange={setStarredOnly}>
            {t.gallery.starred}
          </Choice>
          <p className={styles.count} role="status">
            {gallery.data && t.gallery.found(entries.length)}
          </p>
        </search>
      </div>
      {entries.length > 0 && (
        <ul className={styles.cards} aria-busy={gallery.isFetching}>
          {entries.map((entry) => (
            <GalleryCard key={entry.id} entry={entry} starred={starred.has(entry.id)} onUse={onUse} />
          ))}
        </ul>
      )}
      {gallery.data && entries.length === 0 && <Nothing starredOnly={starredOnly} any={loaded.length > 0} />}
      {!starredOnly && <More gallery={gallery} />}
    </div>
  );
}

function Nothing({ starredOnly, any }: { starredOnly: boolean; any: boolean }) {
  const { t } = useI18n();
  if (starredOnly) return <p>{t.gallery.nothingStarred}</p>;
  if (any) return <p>{t.gallery.nothing}</p>;
  return (
    <section className={styles.empty}>
      <h2>{t.gallery.empty}</h2>
      <p>{t.gallery.emptyText}</p>
    </section>
  );
}

/** The end of the list: it loads when it comes near, and by hand where nothing scrolls. */
function More({ gallery }: { gallery: ReturnType<typeof useGallery> }) {
  const { t } = useI18n();
  const ref = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = gallery;
  useEffect(() => {
    const end = ref.current;
    if (!end || !hasNextPage || isFetchingNextPage || isError || !('IntersectionObserver' in globalThis))
      return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) fetchNextPage();
      },
      { rootMargin: '600px' },
    );
    observer.observe(end);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, isError]);
  return (
    <div ref={ref} className={styles.more}>
      {isError && <Notice kind="bad">{t.gallery.failed}</Notice>}
      {hasNextPage ? (
        <Button aria-disabled={isFetchingNextPage || undefined} onClick={() => fetchNextPage()}>
          {isFetchingNextPage ? t.gallery.loadingMore : t.gallery.more}
        </Button>
      ) : (
        (gallery.data?.pages.length ?? 0) > 1 && <p>{t.gallery.end}</p>
      )}
    </div>
  );
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useI18n();
  const { text, detail } = describeError(t, error);
  return (
    <Message title={t.gallery.failed}>
      <p>{text}</p>
      {detail && <p>{detail}</p>}
      <Button look="primary" icon="retry" onClick={onRetry}>
        {t.start.again}
      </Button>
    </Message>
  );
}
