import { type ReactNode, useEffect } from 'react';
import { useSearchParams } from 'wouter';
import type { GalleryEntry } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { Message } from '../../../components/ui/message.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { usePageTitle } from '../../../lib/page-title.ts';
import { describeError } from '../../../lib/report-error.ts';
import { ownRuns } from '../../../lib/run-key.ts';
import { starStore } from '../../../lib/stars.ts';
import { useStore } from '../../../lib/store.ts';
import { useGallery } from '../api/list-gallery.ts';
import { type Filters, filtersFrom, isFiltering, isPast, matches, searchOf } from '../filters.ts';
import { CardGrid } from './card-grid.tsx';
import { GalleryCard } from './gallery-card.tsx';
import styles from './gallery-page.module.css';

type Props = { onUse: (galleryId: string) => void; onDelete: (entry: GalleryEntry) => void };

/** While searching, older pages are read until so many runs match. */
const ENOUGH = 24;

/** All runs, newest first, loaded as the page is scrolled. */
export function GalleryPage({ onUse, onDelete }: Props) {
  const { t } = useI18n();
  usePageTitle(t.gallery.title, t.gallery.description);
  const gallery = useGallery();
  const stars = useStore(starStore);
  const own = useStore(ownRuns);
  const [search, setSearch] = useSearchParams();
  const filters = filtersFrom(search);
  const change = (part: Partial<Filters>) => setSearch(searchOf({ ...filters, ...part }), { replace: true });

  const loaded = gallery.data?.pages.flatMap((page) => page.galleries) ?? [];
  const starred = new Set(stars.map((star) => star.id));
  const entries = (filters.starred ? stars : loaded).filter((entry) => matches(filters, entry));
  const mayFindMore = gallery.hasNextPage && !filters.starred && !isPast(filters, loaded.at(-1)?.timestamp);
  const searching = isFiltering(filters) && mayFindMore && !gallery.isError;

  const { fetchNextPage, isFetchingNextPage } = gallery;
  const wantsMore = searching && entries.length < ENOUGH && !isFetchingNextPage;
  useEffect(() => {
    if (wantsMore) fetchNextPage();
  }, [wantsMore, fetchNextPage]);

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
            value={filters.text}
            onChange={(event) => change({ text: event.currentTarget.value })}
          />
          <Field
            label={t.gallery.from}
            type="date"
            value={filters.from}
            onChange={(event) => change({ from: event.currentTarget.value })}
          />
          <Field
            label={t.gallery.to}
            type="date"
            value={filters.to}
            onChange={(event) => change({ to: event.currentTarget.value })}
          />
          <Choice type="switch" checked={filters.starred} onChange={(on) => change({ starred: on })}>
            {t.gallery.starred}
          </Choice>
          <p className={styles.count} role="status">
            {gallery.data &&
              (mayFindMore ? t.gallery.foundSoFar(entries.length) : t.gallery.found(entries.length))}
          </p>
        </search>
      </div>
      <CardGrid count={entries.length} onEnd={mayFindMore && !gallery.isError ? fetchNextPage : undefined}>
        {(index) => {
          const entry = entries[index];
          return (
            entry && (
              <GalleryCard
                entry={entry}
                starred={starred.has(entry.id)}
                onUse={onUse}
                onDelete={own.includes(entry.id) ? onDelete : undefined}
              />
            )
          );
        }}
      </CardGrid>
      {gallery.data && entries.length === 0 && !searching && (
        <Nothing filters={filters} any={loaded.length > 0}>
          <Button onClick={() => setSearch('', { replace: true })}>{t.gallery.clear}</Button>
        </Nothing>
      )}
      <div className={styles.more}>
        {gallery.isError && <Notice kind="bad">{t.gallery.failed}</Notice>}
        {mayFindMore ? (
          <Button aria-disabled={isFetchingNextPage || undefined} onClick={() => fetchNextPage()}>
            {isFetchingNextPage ? t.gallery.loadingMore : t.gallery.more}
          </Button>
        ) : (
          !filters.starred && (gallery.data?.pages.length ?? 0) > 1 && <p>{t.gallery.end}</p>
        )}
      </div>
    </div>
  );
}

function Nothing({ filters, any, children }: { filters: Filters; any: boolean; children: ReactNode }) {
  const { t } = useI18n();
  if (filters.starred && !isFiltering(filters)) return <p>{t.gallery.nothingStarred}</p>;
  if (any || filters.starred) {
    return (
      <div className={styles.empty}>
        <p>{t.gallery.nothing}</p>
        <p>{children}</p>
      </div>
    );
  }
  return (
    <section className={styles.empty}>
      <h2>{t.gallery.empty}</h2>
      <p>{t.gallery.emptyText}</p>
    </section>
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
