import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { ListResponse } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Message } from '../../../components/ui/message.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { ApiError } from '../../../lib/api.ts';
import { copyText } from '../../../lib/clipboard.ts';
import { money } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { usePageTitle } from '../../../lib/page-title.ts';
import { describeError, reportError } from '../../../lib/report-error.ts';
import { showToast } from '../../../lib/toasts.ts';
import { deleteList, getList, reveal } from '../api/lists.ts';
import { useListTexts } from '../texts.ts';
import { listKey, useWork } from '../use-work.ts';
import type { Work } from '../work.ts';
import { ListMatrix } from './list-matrix.tsx';
import styles from './lists.module.css';

/** One list: how far it is, what it has cost, and every picture. */
export function ListPage({ listId }: { listId: string }) {
  const s = useListTexts();
  const { t } = useTexts();
  const { data, error, refetch } = useQuery({
    queryKey: listKey(listId),
    queryFn: ({ signal }) => getList(listId, signal),
    retry: (count, reason) => !(reason instanceof ApiError && reason.status < 500) && count < 2,
  });
  usePageTitle(data?.name ?? s.title);
  if (data) return <Known list={data} />;
  if (!error) return <p role="status">{t.part.loading}</p>;
  const isGone = error instanceof ApiError && error.status === 404;
  return (
    <Message title={isGone ? s.gone : s.failed}>
      <p>{isGone ? s.goneText : describeError(t, error).text}</p>
      {!isGone && (
        <Button look="primary" icon="retry" onClick={() => refetch()}>
          {s.again}
        </Button>
      )}
      <Link href="/lists">{s.back}</Link>
    </Message>
  );
}

function Known({ list }: { list: ListResponse }) {
  const s = useListTexts();
  const { locale } = useTexts();
  const { work, start, pause } = useWork(list.listId);
  const { cells, spentUsd, unknownCosts, budgetUsd } = list;
  const drawn = cells.filter(({ state }) => state === 'ended' || state === 'deleted').length;
  const isOver = drawn === cells.length;
  const isWorking = work?.kind === 'drawing' || work?.kind === 'waiting';
  const spent = money(locale, spentUsd);
  return (
    <div className={styles.page}>
      <Link href="/lists">{s.back}</Link>
      <h1 dir="auto">{list.name}</h1>
      <div className={styles.told}>
        <p>
          <progress max={cells.length} value={drawn} aria-label={s.progress(drawn, cells.length)} />{' '}
          {s.progress(drawn, cells.length)}
        </p>
        <p className={styles.soft}>
          {budgetUsd === undefined ? s.spent(spent) : s.spentOf(spent, money(locale, budgetUsd))}
          {unknownCosts > 0 && ` ${s.unknown(unknownCosts)}`}
        </p>
      </div>
      <div role="status">
        <Told work={work ?? (isOver ? { kind: 'done' } : undefined)} />
      </div>
      <div className={styles.row}>
        {!isOver && !isWorking && (
          <Button look="primary" onClick={() => void start()}>
            {drawn === 0 && cells.every(({ state }) => state === 'open') ? s.start : s.goOn}
          </Button>
        )}
        {isWorking && <Button onClick={pause}>{s.pause}</Button>}
        {cells.some(({ revealed }) => revealed === false) && (
          <Link href={`/judge?list=${list.listId}`}>{s.judge}</Link>
        )}
        <LinkForJudges list={list} />
        {list.blind && drawn > 0 && <Link href={`/board?list=${list.listId}`}>{s.board}</Link>}
        <RevealAll list={list} />
        <DeleteThis list={list} />
      </div>
      <ListMatrix list={list} />
    </div>
  );
}

function Told({ work }: { work: Work | undefined }) {
  const s = useListTexts();
  const { t, locale } = useTexts();
  if (work === undefined) return null;
  if (work.kind === 'drawing') return <p className={styles.soft}>{s.drawing}</p>;
  if (work.kind === 'done') return <p className={styles.soft}>{s.done}</p>;
  const { text } = describeError(t, work.error);
  const what =
    work.kind === 'stopped'
      ? s.stopped
      : s.waiting(new Date(work.until).toLocaleTimeString(locale, { timeStyle: 'medium' }));
  return <Notice kind="caution">{`${text} ${what}`}</Notice>;
}

/** Whoever has it may judge what is still blind, and sees the prompts. */
function LinkForJudges({ list: { listId, visibility, cells } }: { list: ListResponse }) {
  const s = useListTexts();
  const { t } = useTexts();
  if (visibility !== 'unlisted' || !cells.some(({ revealed }) => revealed === false)) return null;
  const copy = async () => {
    const isCopied = await copyText(`${location.origin}/judge?list=${listId}`);
    const text = isCopied ? s.copiedForJudges : t.run.copyFailed;
    showToast({ kind: isCopied ? 'info' : 'error', text, about: 'share' });
  };
  return (
    <Button icon="copy" onClick={() => void copy()}>
      {s.copyForJudges}
    </Button>
  );
}

function RevealAll({ list }: { list: ListResponse }) {
  const s = useListTexts();
  const { t } = useTexts();
  const client = useQueryClient();
  const [isRevealing, setRevealing] = useState(false);
  const hidden = list.cells.filter(({ revealed, jobId }) => revealed === false && jobId !== undefined);
  if (hidden.length === 0) return null;
  const revealAll = async () => {
    setRevealing(true);
    try {
      for (const { jobId = '' } of hidden) await reveal(jobId);
    } catch (error) {
      reportError(t, s.revealFailed, error);
    }
    await client.invalidateQueries({ queryKey: listKey(list.listId) });
    setRevealing(false);
  };
  return (
    <>
      <Button disabled={isRevealing} onClick={() => void revealAll()}>
        {isRevealing ? s.revealing : s.reveal}
      </Button>
      <small>{s.revealNote}</small>
    </>
  );
}

function DeleteThis({ list: { listId } }: { list: ListResponse }) {
  const s = useListTexts();
  const { t } = useTexts();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const remove = async () => {
    try {
      await deleteList(listId);
      await client.invalidateQueries({ queryKey: ['lists'] });
      navigate('/lists');
    } catch (error) {
      reportError(t, s.deleteFailed, error);
    }
  };
  if (!isAsking) {
    return (
      <Button look="quiet" icon="trash" onClick={() => setAsking(true)}>
        {s.delete}
      </Button>
    );
  }
  return (
    <div role="alert" className={styles.row}>
      <span>{s.really}</span>
      <Button onClick={() => void remove()}>{s.deleteNow}</Button>
      <Button look="quiet" onClick={() => setAsking(false)}>
        {s.keep}
      </Button>
    </div>
  );
}
