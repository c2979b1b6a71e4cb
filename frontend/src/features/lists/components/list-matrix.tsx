import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { ListCell, ListResponse, PromptOfList, Result } from '../../../../../src/contract/index.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { getRun } from '../api/lists.ts';
import { useListTexts } from '../texts.ts';
import styles from './lists.module.css';

/** Every picture of a list: a row for each prompt, and where the models may be told, a column for each of them. */
export function ListMatrix({ list }: { list: ListResponse }) {
  const s = useListTexts();
  const { models, cells, prompts } = list;
  const isTold = !list.blind || cells.some(({ revealed }) => revealed);
  return (
    <section className={styles.scroll} aria-label={s.matrix}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{s.prompt}</th>
            {isTold ? (
              models.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))
            ) : (
              <th scope="col">{s.allModels}</th>
            )}
          </tr>
        </thead>
        <tbody>
          {prompts.map((prompt, n) => (
            <Row
              // Their order never changes.
              // biome-ignore lint/suspicious/noArrayIndexKey: the number of a prompt is its id
              key={n}
              prompt={prompt}
              cell={cells[n] ?? { n, state: 'open' }}
              models={isTold ? models : []}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  prompt: PromptOfList;
  cell: ListCell;
  /** None while they may not be told. */
  models: ListResponse['models'];
}

function Row({ prompt: { text, category }, cell, models }: RowProps) {
  const s = useListTexts();
  const { state, jobId, completed = 0, failed = 0, refused = 0 } = cell;
  const { row, isNear } = useNear();
  const { data, isError } = useQuery({
    // Read again when it has ended, and when it is revealed.
    queryKey: ['list-run', jobId, state, cell.revealed],
    queryFn: ({ signal }) => getRun(jobId ?? '', signal),
    enabled: isNear && state === 'ended' && jobId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isTold = cell.revealed === true && models.length > 0;
  return (
    <tr ref={row}>
      <th scope="row" dir="auto">
        {text}
        {category !== undefined && <small>{category}</small>}
        {state === 'ended' && <small>{s.numbers(completed, failed, refused)}</small>}
        {state === 'ended' && isTold && <Link href={`/r/${jobId}`}>{s.openRun}</Link>}
      </th>
      {data && isTold ? (
        models.map(({ id }) => (
          <td key={id}>
            <Pictures prompt={text} results={data.results.filter(({ modelId }) => modelId === id)} />
          </td>
        ))
      ) : (
        <td colSpan={Math.max(1, models.length)}>
          {state !== 'ended' && s.states[state]}
          {isError && s.rowFailed}
          {data && <Pictures prompt={text} results={data.results} isLettered />}
        </td>
      )}
    </tr>
  );
}

function Pictures(props: { prompt: string; results: readonly Result[]; isLettered?: boolean }) {
  const s = useListTexts();
  const { t } = useTexts();
  const { prompt, results, isLettered = false } = props;
  return (
    <div className={styles.pictures}>
      {results.map((result) => (
        <figure key={`${result.modelId} ${result.index}`}>
          {result.status === 'completed' ? (
            <a href={result.imageUrl} target="_blank" rel="noreferrer">
              <img
                src={result.thumbnailUrl ?? result.imageUrl}
                alt={s.picture(result.model, prompt)}
                width={result.width}
                height={result.height}
                loading="lazy"
                decoding="async"
              />
            </a>
          ) : (
            result.status === 'failed' && (
              <p className={styles.failed}>{t.failure.title(result.error.code)}</p>
            )
          )}
          {isLettered && <figcaption>{result.model}</figcaption>}
        </figure>
      ))}
    </div>
  );
}

/** Whether a row has come near the window: a list of two hundred prompts does not load all of its pictures at once. */
function useNear() {
  const row = useRef<HTMLTableRowElement>(null);
  const [isNear, setNear] = useState(!('IntersectionObserver' in globalThis));
  useEffect(() => {
    const element = row.current;
    if (isNear || element === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isNear]);
  return { row, isNear };
}
