import { useSearchParams } from 'wouter';
import type { GalleryEntry } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { dateTime } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { usePageTitle } from '../../../lib/page-title.ts';
import { describeError } from '../../../lib/report-error.ts';
import { ownRuns } from '../../../lib/run-key.ts';
import { sessionState } from '../../../lib/session.ts';
import { useStore } from '../../../lib/store.ts';
import { type Filters, filtersFrom, searchOf } from '../filters.ts';
import { useGallerySearch } from '../use-gallery-search.ts';
import { CardGrid } from './card-grid.tsx';
import { GalleryCard } from './gallery-card.tsx';
import { GalleryFilters } from './gallery-filters.tsx';
import styles from './gallery-page.module.css';

type Props = {
  /** Names of the models of this installation. */
  models: readonly string[];
  onUse: (galleryId: string) => void;
  onDelete: (entry: GalleryEntry) => void;
  /** Where pictures are reported, if the owner has said so. */
  reportTo?: string | undefined;
};

/** All runs, newest first, loaded as the page is scrolled and searched by the API. */
export function GalleryPage({ models, onUse, onDelete, reportTo }: Props) {
  const { t, locale } = useTexts();
  usePageTitle(t.gallery.title, t.gallery.description);
  const own = useStore(ownRuns);
  const isAdmin = useStore(sessionState) === 'admin';
  const [search, setSearch] = useSearchParams();
  const filters = filtersFrom(search);
  const found = useGallerySearch(filters);
  const { entries, mayFindMore, isSearching, error } = found;
  const filtering = found.isNarrowed;
  const change = (part: Partial<Filters>) => setSearch(searchOf({ ...filters, ...part }), { replace: true });
  const clear = () => setSearch('', { replace: true });
  const isNothing = found.hasResponse && entries.length === 0 && !isSearching && !error;

  return (
    <div className={styles.gallery}>
      <div className={styles.head}>
        <h1>{t.gallery.title}</h1>
        <search className={styles.tools}>
          <GalleryFilters filters={filters} models={namesOf(models, filters, entries)} onChange={change} />
          <p className={styles.count} role="status">
            {isSearching && entries.length === 0
              ? t.gallery.searching
              : found.hasResponse && !error && !isNothing
                ? mayFindMore
                  ? t.gallery.foundSoFar(entries.length)
                  : t.gallery.found(entries.length)
                : ''}
          </p>
        </search>
      </div>
      <CardGrid count={entries.length} onEnd={found.onEnd}>
        {(index) => {
          const entry = entries[index];
          return (
            entry && (
              <GalleryCard
                entry={entry}
                starred={found.starred.has(entry.id)}
                onUse={onUse}
                onDelete={filters.mine || isAdmin || own.includes(entry.id) ? onDelete : undefined}
                reportTo={reportTo}
              />
            )
          );
        }}
      </CardGrid>
      {error && entries.length === 0 && <Failed error={error} onRetry={() => found.retry()} />}
      {isNothing && filters.starred && !filtering && <p>{t.gallery.nothingStarred}</p>}
      {isNothing && filters.mine && !filtering && <p>{t.gallery.nothingMine}</p>}
      {isNothing && filtering && (
        <div className={styles.empty}>
          <p>{mayFindMore ? t.gallery.nothingYet : t.gallery.nothing}</p>
          <p>
            <Button onClick={clear}>{t.gallery.clear}</Button>
          </p>
        </div>
      )}
      {isNothing && !filtering && !filters.starred && !filters.mine && !mayFindMore && (
        <section className={styles.empty}>
          <h2>{t.gallery.empty}</h2>
          <p>{t.gallery.emptyText}</p>
        </section>
      )}
      <div className={styles.more}>
        {error && entries.length > 0 && <Notice kind="bad">{t.gallery.failed}</Notice>}
        {mayFindMore && filtering && found.searchedBackTo !== undefined && (
          <p>{t.gallery.searchedBack(dateTime(locale, found.searchedBackTo))}</p>
        )}
        {mayFindMore ? (
          <Button aria-disabled={isSearching || undefined} onClick={() => !isSearching && found.fetchMore()}>
            {isSearching
              ? filtering
                ? t.gallery.searching
                : t.gallery.loadingMore
              : filtering
                ? t.gallery.searchFurther
                : t.gallery.more}
          </Button>
        ) : (
          found.pageCount > 1 && <p>{t.gallery.end}</p>
        )}
      </div>
    </div>
  );
}

/** Names to filter by: those of the models that there are, and those of the runs that were found. */
function namesOf(
  models: readonly string[],
  { model }: Filters,
  entries: readonly { models?: readonly { name: string }[] | undefined }[],
): string[] {
  const ofRuns = entries.flatMap((entry) => entry.models?.map(({ name }) => name) ?? []);
  return [...new Set([...models, ...ofRuns, model])].filter(Boolean).sort((a, b) => a.localeCompare(b));
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTexts();
  const { text, detail } = describeError(t, error);
  return (
    <section className={styles.empty} role="alert">
      <h2>{t.gallery.failed}</h2>
      <p>{text}</p>
      {detail && <p>{detail}</p>}
      <p>
        <Button look="primary" icon="retry" onClick={onRetry}>
          {t.start.again}
        </Button>
      </p>
    </section>
  );
}
