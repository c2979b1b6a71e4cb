import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BoardResponse } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { announce } from '../../../lib/announce.ts';
import { fetchPicture } from '../../../lib/fetch-picture.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { keptQuery } from '../api/get-board.ts';
import { castVotes } from '../cast-votes.ts';
import { boardCsv } from '../exports/board-csv.ts';
import { jsonLines } from '../exports/json-lines.ts';
import { picturesCsv } from '../exports/pictures-csv.ts';
import type { Filters } from '../filters.ts';
import { keptPromptsOf } from '../kept.ts';
import { embedPictures, picturesOfList } from '../report/embedded.ts';
import { renderReport } from '../report/render-report.tsx';
import { useBoardTexts } from '../texts/texts.ts';
import styles from './board-page.module.css';
import type { BoardViewProps } from './board-view.tsx';

export interface TakeAwayProps extends BoardViewProps {
  data: BoardResponse;
  filters: Filters;
  list: string | undefined;
  /** Whether pictures of runs that have expired are looked at. */
  withKept: boolean;
  save: (name: string, blob: Blob) => void;
}

type State =
  | { kind: 'idle' }
  | { kind: 'making'; done: number; all: number }
  | { kind: 'made'; missing: number }
  | { kind: 'failed' };

/** The board as files, made here of what the page shows. */
export function TakeAway({ data, filters, list, withKept, save, ...shown }: TakeAwayProps) {
  const t = useBoardTexts();
  const { t: messages, language } = useI18n();
  const [withPictures, setWithPictures] = useState(true);
  const [state, setState] = useState<State>({ kind: 'idle' });
  const { board, facts, figures, nameOf } = shown;
  const queryClient = useQueryClient();
  const hasRuns = facts?.prompts.some(({ run }) => run !== undefined) === true;
  const canHavePictures = hasRuns || withKept;
  const saveText = (ending: string, type: string, text: string) =>
    save(`board-${new Date().toISOString().slice(0, 10)}.${ending}`, new Blob([text], { type }));

  const saveReport = async () => {
    if (state.kind === 'making') return;
    setState({ kind: 'making', done: 0, all: 0 });
    try {
      const onProgress = (done: number, all: number) => setState({ kind: 'making', done, all });
      const isWanted = canHavePictures && withPictures;
      const found = isWanted && withKept ? await queryClient.fetchQuery(keptQuery(list)) : undefined;
      const kept = found && keptPromptsOf(found, filters.category);
      const copies = kept?.flatMap(({ pictures: own }) =>
        own.map(({ address }) => ({ key: address, address })),
      );
      const wanted = [...(facts ? picturesOfList(facts) : []), ...(copies ?? [])];
      const { pictures, missing } = isWanted
        ? await embedPictures(wanted, { fetchPicture, onProgress })
        : { missing: 0 };
      const days = castVotes(data, filters).map(({ day }) => day);
      const [from, to] = [days.reduce(earlier, days[0] ?? ''), days.reduce(later, '')];
      const period = from === '' ? undefined : { from, to };
      const madeAt = new Date().toISOString();
      const html = renderReport(
        { language, messages },
        { ...shown, filters, period, madeAt, pictures, kept },
      );
      saveText('html', 'text/html', html);
      setState({ kind: 'made', missing });
      announce(missing > 0 ? t.madeWithout(missing) : t.made);
    } catch {
      setState({ kind: 'failed' });
    }
  };

  return (
    <section>
      <h2>{t.takeAway}</h2>
      <div className={styles.tools}>
        <Button
          look="primary"
          icon="download"
          aria-disabled={state.kind === 'making' || undefined}
          onClick={saveReport}
        >
          {t.report}
        </Button>
        {canHavePictures && (
          <Choice type="checkbox" checked={withPictures} onChange={setWithPictures}>
            {t.withPictures}
          </Choice>
        )}
        <Button onClick={() => saveText('csv', 'text/csv', boardCsv(board, figures, nameOf))}>
          {t.table}
        </Button>
        {facts && hasRuns && (
          <Button onClick={() => saveText('pictures.csv', 'text/csv', picturesCsv(facts))}>
            {t.pictureTable}
          </Button>
        )}
        <Button
          onClick={() =>
            saveText(
              'jsonl',
              'application/jsonl',
              jsonLines({ data, filters, board, figures, facts, madeAt: new Date().toISOString() }),
            )
          }
        >
          {t.lines}
        </Button>
      </div>
      <p data-small>
        {state.kind === 'idle' && t.reportHint}
        {state.kind === 'making' && (state.all > 0 ? t.making(state.done, state.all) : t.computing)}
        {state.kind === 'made' && (state.missing > 0 ? t.madeWithout(state.missing) : t.made)}
      </p>
      {state.kind === 'failed' && <p role="alert">{t.makingFailed}</p>}
    </section>
  );
}

const earlier = (one: string, other: string) => (other < one ? other : one);
const later = (one: string, other: string) => (other > one ? other : one);
