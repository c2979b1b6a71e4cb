import type { QueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { fetchEarly } from '../features/board/api/get-board.ts';
import { BoardPage } from '../features/board/components/board-page.tsx';
import { prepareWorker } from '../features/board/use-board.ts';
import { saveBlob } from '../features/download/picture-file.ts';
import styles from './app.module.css';
import { useListFacts } from './use-list-facts.ts';

const listIn = (search: URLSearchParams) => search.get('list') ?? undefined;

/** What takes a while, begun before the page is rendered: votes and worker. */
export function prepareBoard(queryClient: QueryClient, search: string): Promise<void> {
  prepareWorker();
  return fetchEarly(queryClient, listIn(new URLSearchParams(search)));
}

/** The board of a list, or of everyday runs, with what else is known of a list. */
export default function BoardRoute() {
  const [search] = useSearchParams();
  const list = listIn(search);
  const ofList = useListFacts(list);
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <BoardPage key={list} list={list} ofList={ofList} save={saveBlob} />
    </main>
  );
}
