import { useMemo } from 'react';
import { Link, useSearch } from 'wouter';
import { Message } from '../components/ui/message.tsx';
import type { Judged } from '../features/judge/api/votes.ts';
import { JudgePage } from '../features/judge/components/judge-page.tsx';
import { useJudgeTexts } from '../features/judge/texts.ts';
import { usePageTitle } from '../lib/page-title.ts';
import styles from './app.module.css';

/** `/judge?run={jobId}` and `/judge?list={listId}` */
export default function JudgeRoute() {
  const texts = useJudgeTexts();
  usePageTitle(texts.title);
  const search = useSearch();
  const judged = useMemo(() => judgedIn(search), [search]);
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      {judged === undefined ? (
        <Message title={texts.nothing}>
          <p>{texts.nothingText}</p>
          <Link href="/">{texts.toStudio}</Link>
          <Link href="/lists">{texts.toLists}</Link>
          <Link href="/board">{texts.toBoard}</Link>
        </Message>
      ) : (
        <JudgePage judged={judged} />
      )}
    </main>
  );
}

function judgedIn(search: string): Judged | undefined {
  const query = new URLSearchParams(search);
  const [run, list] = [query.get('run'), query.get('list')];
  if (run) return { run };
  return list ? { list } : undefined;
}
