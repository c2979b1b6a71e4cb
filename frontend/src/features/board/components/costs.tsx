import { duration, money } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import type { Figures } from '../figures.ts';
import { type ListFacts, spendingOf } from '../list-facts.ts';
import { frontierOf, type OnPrice } from '../statistics/frontier.ts';
import type { Board } from '../statistics/types.ts';
import { useBoardTexts } from '../texts/texts.ts';
import { chance } from '../words.ts';
import { FrontierChart } from './frontier-chart.tsx';
import { Scroller } from './scroller.tsx';

type Props = {
  board: Board;
  facts: ListFacts;
  figures: ReadonlyMap<string, Figures>;
  nameOf: (model: string) => string;
};

/** What pictures cost and took, what was refused and failed, and who is strong for little money. */
export function Costs({ board, facts, figures, nameOf }: Props) {
  const t = useBoardTexts();
  const { locale } = useI18n();
  if (figures.size === 0) return <p>{t.allHidden}</p>;
  const prices = new Map(
    [...figures].flatMap(([model, { usdPerPicture }]) =>
      usdPerPicture === undefined ? [] : [[model, usdPerPicture] as const],
    ),
  );
  const priced = frontierOf(board, prices);
  const others = [...figures.keys()].filter((model) => !priced.some((each) => each.model === model));
  const names = t.figureColumns;
  const { usd, unknown } = spendingOf(facts);
  return (
    <>
      <Scroller label={t.costs}>
        <table>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col" data-name>
                {t.columns.model}
              </th>
              <th scope="col">{names.usd}</th>
              <th scope="col">{names.perWin}</th>
              <th scope="col">{names.verdict}</th>
              <th scope="col">{names.median}</th>
              <th scope="col">{names.p90}</th>
              <th scope="col">{names.refused}</th>
              <th scope="col">{names.failed}</th>
            </tr>
          </thead>
          <tbody>
            {[...priced.map(({ model }) => model), ...others].map((model, place) => (
              <Row
                key={model}
                number={place < priced.length ? place + 1 : undefined}
                name={nameOf(model)}
                figures={figures.get(model)}
                onPrice={priced.find((each) => each.model === model)}
                nameOf={nameOf}
              />
            ))}
          </tbody>
        </table>
      </Scroller>
      {new Set(priced.map(({ priceUsd }) => priceUsd)).size > 1 && (
        <FrontierChart board={board} priced={priced} nameOf={nameOf} />
      )}
      <p>
        {t.spent(money(locale, usd))}
        {unknown > 0 && ` ${t.spentUnknown(unknown)}`}
        {facts.hidden > 0 && ` ${t.costsHidden(facts.hidden)}`}
      </p>
    </>
  );
}

type RowProps = {
  number: number | undefined;
  name: string;
  figures: Figures | undefined;
  onPrice: OnPrice | undefined;
  nameOf: (model: string) => string;
};

function Row({ number, name, figures, onPrice, nameOf }: RowProps) {
  const t = useBoardTexts();
  const { locale } = useI18n();
  if (figures === undefined) return null;
  const { usdPerPicture, times, asked, refused, failed } = figures;
  const timed = (ms: number | undefined) => ms !== undefined && t.timed(duration(locale, ms), times.count);
  return (
    <tr>
      <td>{number}</td>
      <th scope="row" data-name dir="auto">
        {name}
      </th>
      <td>{usdPerPicture === undefined ? t.unknown : money(locale, usdPerPicture)}</td>
      <td>{onPrice && money(locale, onPrice.usdPerWin)}</td>
      <td data-name>{onPrice && <Verdict onPrice={onPrice} nameOf={nameOf} />}</td>
      <td>{timed(times.median)}</td>
      <td>{timed(times.p90)}</td>
      <td>{t.ofAsked(refused, asked)}</td>
      <td>{t.ofAsked(failed, asked)}</td>
    </tr>
  );
}

function Verdict({ onPrice: { beatenBy }, nameOf }: { onPrice: OnPrice; nameOf: (id: string) => string }) {
  const t = useBoardTexts();
  const { locale } = useI18n();
  if (beatenBy === undefined) return t.frontier;
  const by = nameOf(beatenBy.model);
  return beatenBy.chance === undefined ? t.beaten(by) : t.beatenSurely(by, chance(locale, beatenBy.chance));
}
