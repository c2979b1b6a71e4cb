import type { Result, StatusResponse } from '../../../../../src/contract/index.ts';
import { dateTime, money } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { BoardView, type BoardViewProps } from '../components/board-view.tsx';
import { Count } from '../components/count.tsx';
import { KeptPrompts } from '../components/kept-prompts.tsx';
import { endingOf } from '../figures.ts';
import type { Filters } from '../filters.ts';
import type { KeptPrompt } from '../kept.ts';
import type { ListPrompt } from '../list-facts.ts';
import { useBoardTexts } from '../texts/texts.ts';
import { day } from '../words.ts';
import type { EmbeddedPictures } from './embedded.ts';

export interface ReportProps extends BoardViewProps {
  filters: Filters;
  /** Days of the first and the last vote. */
  period: { from: string; to: string } | undefined;
  madeAt: string;
  /** Absent for a report without pictures. */
  pictures?: EmbeddedPictures | undefined;
  /** Of runs that have expired. */
  kept?: readonly KeptPrompt[] | undefined;
}

/** What the report says: the same as the page, and the pictures that were judged. */
export function ReportBody(props: ReportProps) {
  const t = useBoardTexts();
  const { locale } = useI18n();
  const { board, facts, pictures, kept = [], period, madeAt } = props;
  return (
    <main>
      <h1>{t.title}</h1>
      <p dir="auto">{facts ? t.ofList(facts.name) : t.everyday}</p>
      <p>
        <Count board={board} />
        {'. '}
        {period && `${t.period(day(locale, period.from), day(locale, period.to))} `}
        <Narrowed filters={props.filters} />
        {t.madeAt(dateTime(locale, madeAt))}
      </p>
      <BoardView {...props} />
      {pictures && facts && (
        <section>
          <h2>{t.pictures}</h2>
          <p>{t.hashes}</p>
          {facts.prompts.map((prompt) => (
            <PromptPictures key={prompt.number} prompt={prompt} pictures={pictures} />
          ))}
        </section>
      )}
      {pictures && kept.length > 0 && (
        <section>
          <h2>{t.kept}</h2>
          <p>{t.hashes}</p>
          <KeptPrompts
            prompts={kept}
            sourceOf={(address) => pictures.get(address)?.dataUrl}
            hashOf={(address) => pictures.get(address)?.sha256}
          />
        </section>
      )}
    </main>
  );
}

function Narrowed({ filters: { category, voter, from, to } }: { filters: Filters }) {
  const t = useBoardTexts();
  const { locale } = useI18n();
  const parts = [
    category,
    voter && (voter === '0' ? t.me : t.voterNumber(Number(voter))),
    from && `${t.from} ${day(locale, from)}`,
    to && `${t.to} ${day(locale, to)}`,
  ].filter(Boolean);
  return parts.length > 0 && `${t.narrowed(parts.join(', '))} `;
}

type PromptProps = { prompt: ListPrompt; pictures: EmbeddedPictures };

function PromptPictures({ prompt: { number, text, category, run }, pictures }: PromptProps) {
  const t = useBoardTexts();
  return (
    <section>
      <h3 dir="auto">{t.promptOf(number, text)}</h3>
      {category !== undefined && <p dir="auto">{category}</p>}
      {run ? (
        <div data-pictures>
          {run.results.map((result, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: results stay in the order of the slots
            <Drawn key={place} result={result} run={run} pictures={pictures} />
          ))}
        </div>
      ) : (
        <p>{t.notTold}</p>
      )}
    </section>
  );
}

type DrawnProps = { result: Result; run: StatusResponse; pictures: EmbeddedPictures };

function Drawn({ result, run, pictures }: DrawnProps) {
  const t = useBoardTexts();
  const { locale } = useI18n();
  const embedded = result.status === 'completed' ? pictures.get(result.imageKey) : undefined;
  const cost = 'costUsd' in result ? result.costUsd : undefined;
  return (
    <figure>
      {embedded ? (
        <img src={embedded.dataUrl} alt={t.pictureOf(result.model, run.prompt)} />
      ) : (
        <p>{t.endings[endingOf(result) ?? 'not_asked']}</p>
      )}
      <figcaption>
        <span dir="auto">{result.model}</span>
        {cost !== undefined && ` · ${money(locale, cost)}`}
        {embedded?.sha256 !== undefined && <code>{embedded.sha256}</code>}
      </figcaption>
    </figure>
  );
}
