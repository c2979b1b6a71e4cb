import type { ModelsResponse } from '../../../src/contract/index.ts';
import { ListPage } from '../features/lists/components/list-page.tsx';
import { ListsPage } from '../features/lists/components/lists-page.tsx';
import styles from './app.module.css';

/** Lists of prompts, or one of them. */
export default function ListsRoute({ listId, models }: { listId?: string; models: ModelsResponse }) {
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      {listId === undefined ? <ListsPage models={models} /> : <ListPage key={listId} listId={listId} />}
    </main>
  );
}
