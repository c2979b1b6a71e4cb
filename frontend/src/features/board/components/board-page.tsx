import { useCallback, useEffect, useMemo, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { BoardResponse } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Message } from '../../../components/ui/message.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { ApiError } from '../../../lib/api.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { usePageTitle } from '../../../lib/page-title.ts';
import { describeError } from '../../../lib/report-error.ts';
import { useBoardData } from '../api/get-board.ts';
import { figuresOf } from '../figures.ts';
import { type Filters, filtersFrom, isNarrowed, searchOf } from '../filters.ts';
import type { ListFacts } from '../list-facts.ts';
import { namesOf } from '../names.ts';
import { useBoardTexts } from '../texts/texts.ts';
import { prepareWorker, useBoard } from '../use-board.ts';
import { BoardFilters } from './board-filters.tsx';
import styles from './board-page.module.css';
import { BoardView } from './board-view.tsx';
import { Count } from './count.tsx';
import { KeptPictures } from './kept-pictures.tsx';
import { TakeAway, type TakeAwayProps } from './take-away.tsx';

/** What is known of a list beside its votes, as it comes. */
export interface ListQuery {
  facts: ListFacts | undefined;
  hasFailed: boolean;
  /** Nothing but votes is left of it, with small copies of judged pictures. */
  isGone: boolean;
}

type Props = Pick<TakeAwayProps, 'save'> & {
  /** Id of the list whose votes are counted; without one, those of everyday runs are. */
  list: string | undefined;
  ofList: ListQuery;
};

/** Which model is best: the votes of a list or of everyday runs, what follows from them, and how sure it is. */
export function BoardPage({ list, ofList, save }: Props) {
  const t = useBoardTexts();
  const { t: common } = useTexts();
  usePageTitle(t.title, t.description);
  useEffect(prepareWorker, []);
  const [named, setNamed] = useState(false);
  const { data: told, error, refetch } = useBoardData(list, named);
  const data = useMemo(() => told && numbered(told, t.hiddenModel), [told, t]);
  const title = (
    <div className={styles.head}>
      <h1>{t.title}</h1>
      {list === undefined && <p>{t.everyday}</p>}
      {ofList.facts && (
        <p dir="auto">
          <Link href={`/lists/${list}`}>{t.ofList(ofList.facts.name)}</Link>
        </p>
      )}
    </div>
  );
  if (data) {
    return (
      <div className={styles.board}>
        {title}
        {data.hidden && (
          <Notice kind="info">
            {t.hidden} <Button onClick={() => setNamed(true)}>{t.showNames}</Button>
          </Notice>
        )}
        {data.votes.outcome.length === 0 ? (
          <section className={styles.empty}>
            <h2>{t.empty}</h2>
            <p>{t.emptyText}</p>
          </section>
        ) : (
          <Shown data={data} list={list} ofList={ofList} save={save} />
        )}
      </div>
    );
  }
  if (!error) {
    return (
      <div className={styles.board}>
        {title}
        <p role="status">{t.loading}</p>
      </div>
    );
  }
  const isGone = list !== undefined && error instanceof ApiError && [400, 403, 404].includes(error.status);
  if (isGone) {
    return (
      <Message title={t.gone}>
        <p>{t.goneText}</p>
        <Link href="/board">{t.toEveryday}</Link>
        <Link href="/lists">{t.toLists}</Link>
      </Message>
    );
  }
  return (
    <Message title={t.failed}>
      <p>{describeError(common, error).text}</p>
      <Button look="primary" icon="retry" onClick={() => refetch()}>
        {t.again}
      </Button>
    </Message>
  );
}

function Shown({ data, list, ofList, save }: Props & { data: BoardResponse }) {
  const t = useBoardTexts();
  const [search, setSearch] = useSearchParams();
  const filters = useMemo(() => filtersFrom(search), [search]);
  const task = useMemo(() => ({ data, filters }), [data, filters]);
  const { board, isComputing, hasFailed, retry } = useBoard(task);
  const nameOf = useMemo(() => namesOf(data.models), [data]);
  const facts = useMemo(
    () => ofList.facts && narrowed(ofList.facts, filters.category),
    [ofList.facts, filters.category],
  );
  const figures = useMemo(() => facts && figuresOf(facts.prompts.flatMap(({ run }) => run ?? [])), [facts]);
  const change = useCallback(
    (part: Partial<Filters>) => setSearch(searchOf(list, { ...filters, ...part }), { replace: true }),
    [list, filters, setSearch],
  );
  // A list that is gone has left nothing else to look at.
  const [keptOpen, setKeptOpen] = useState<boolean | undefined>();
  const isKeptOpen = data.hidden !== true && (keptOpen ?? ofList.isGone);
  const clear = () =>
    setSearch(searchOf(list, { category: '', voter: '', from: '', to: '' }), { replace: true });
  const shown = {
    nameOf,
    isOpen: data.voters.are === 'browsers',
    isComplete: data.complete,
    facts,
    figures,
  };
  return (
    <>
      <BoardFilters data={data} filters={filters} onChange={change}>
        <p className={styles.count} role="status">
          {isComputing ? t.computing : board && !hasFailed && <Count board={board} />}
        </p>
      </BoardFilters>
      {hasFailed && (
        <Notice kind="bad">
          {t.computeFailed} <Button onClick={retry}>{t.again}</Button>
        </Notice>
      )}
      {board?.votes === 0 && !hasFailed && (
        <div className={styles.empty}>
          <p>{t.nothing}</p>
          {isNarrowed(filters) && <Button onClick={clear}>{t.clear}</Button>}
        </div>
      )}
      {board !== undefined && board.votes > 0 && !hasFailed && (
        <div className={styles.view} aria-busy={isComputing || undefined}>
          <BoardView board={board} {...shown} />
          {ofList.isGone && <Notice kind="info">{t.listGone}</Notice>}
          {ofList.hasFailed && !ofList.isGone && <Notice kind="caution">{t.figuresFailed}</Notice>}
          {list !== undefined && !ofList.facts && !ofList.hasFailed && (
            <p role="status">{t.figuresLoading}</p>
          )}
          {data.hidden !== true && (
            <KeptPictures
              list={list}
              category={filters.category}
              isOpen={isKeptOpen}
              onToggle={setKeptOpen}
            />
          )}
          {!isComputing && (
            <TakeAway
              {...shown}
              list={list}
              withKept={isKeptOpen}
              save={save}
              board={board}
              data={data}
              filters={filters}
            />
          )}
        </div>
      )}
    </>
  );
}

/** Prices and pictures follow the category, as strengths do; whoever voted, and when, changes nothing about them. */
function narrowed(facts: ListFacts, category: string): ListFacts {
  return category === ''
    ? facts
    : { ...facts, prompts: facts.prompts.filter((prompt) => prompt.category === category) };
}

/** Models that have no names have numbers. */
function numbered(data: BoardResponse, nameOf: (number: number) => string): BoardResponse {
  if (data.hidden !== true) return data;
  return { ...data, models: data.models.map(({ id }, place) => ({ id, name: nameOf(place + 1) })) };
}
