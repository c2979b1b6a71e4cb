import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { ModelsResponse } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { dateTime } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { usePageTitle } from '../../../lib/page-title.ts';
import { getLists } from '../api/lists.ts';
import { useListTexts } from '../texts.ts';
import styles from './lists.module.css';
import { NewList } from './new-list.tsx';

/** The lists of whoever is here, and a form for another one. */
export function ListsPage({ models }: { models: ModelsResponse }) {
  const s = useListTexts();
  const { t, locale } = useTexts();
  const { data, error, fetchNextPage, hasNextPage, refetch } = useInfiniteQuery({
    queryKey: ['lists'],
    queryFn: ({ pageParam, signal }) => getLists(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    retry: 1,
  });
  usePageTitle(s.title);
  const lists = data?.pages.flatMap((page) => page.lists);
  return (
    <div className={styles.page}>
      <h1>{s.title}</h1>
      <p className={styles.soft}>{s.about}</p>
      <h2>{s.yours}</h2>
      {error && (
        <div role="alert" className={styles.row}>
          <span>{s.failed}</span>
          <Button icon="retry" onClick={() => refetch()}>
            {s.again}
          </Button>
        </div>
      )}
      {lists === undefined && !error && <p role="status">{t.part.loading}</p>}
      {lists?.length === 0 && <p>{s.none}</p>}
      {lists !== undefined && lists.length > 0 && (
        <ul className={styles.lists}>
          {lists.map((list) => (
            <li key={list.listId}>
              <Link href={`/lists/${list.listId}`}>
                <strong dir="auto">{list.name}</strong>
                <small>
                  {`${s.summary(list.prompts, list.models.length)} · ${dateTime(locale, list.createdAt)}`}
                </small>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <div>
          <Button onClick={() => fetchNextPage()}>{s.more}</Button>
        </div>
      )}
      <NewList data={models} />
    </div>
  );
}
