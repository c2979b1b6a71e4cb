import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { type Axis, linearAxis } from '../axis.ts';
import type { Board, Standing } from '../statistics/types.ts';
import { useBoardTexts } from '../texts/texts.ts';
import { chance, percent, points, withRange } from '../words.ts';
import { Scroller } from './scroller.tsx';
import { Whisker } from './whisker.tsx';

type Props = { board: Board; nameOf: (model: string) => string };

/** Every model in the order of strength, with what is known of it. */
export function StandingsTable({ board, nameOf }: Props) {
  const t = useBoardTexts();
  const { columns } = t;
  const axis = axisOf(board.standings);
  return (
    <Scroller label={t.standings}>
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.rank}</th>
            <th scope="col" data-name>
              {columns.model}
            </th>
            <th scope="col">{columns.picked}</th>
            <th scope="col" colSpan={axis ? 2 : 1}>
              {columns.strength}
            </th>
            <th scope="col">{columns.best}</th>
            <th scope="col">{columns.bothBad}</th>
            <th scope="col">{columns.votes}</th>
            <th scope="col">{columns.won}</th>
            <th scope="col">{columns.lost}</th>
            <th scope="col">{columns.tied}</th>
            <th scope="col">{columns.prompts}</th>
          </tr>
        </thead>
        <tbody>
          {board.standings.map((standing) => (
            <Row key={standing.model} standing={standing} name={nameOf(standing.model)} axis={axis} />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function Row({ standing, name, axis }: { standing: Standing; name: string; axis: Axis | undefined }) {
  const t = useBoardTexts();
  const { locale } = useI18n();
  const { rank, share, strength, range, best, votes } = standing;
  const counts = [votes, standing.wins, standing.losses, standing.ties, standing.prompts] as const;
  return (
    <tr>
      <td>{rank}</td>
      <th scope="row" data-name dir="auto">
        {name}
      </th>
      <td>
        {share === undefined
          ? t.tooEarly
          : withRange(t, (value) => percent(locale, value), share, standing.shareRange)}
      </td>
      <td>{strength !== undefined && withRange(t, (value) => points(locale, value), strength, range)}</td>
      {axis && <td>{strength !== undefined && <Whisker axis={axis} value={strength} range={range} />}</td>}
      <td>{best !== undefined && chance(locale, best)}</td>
      <td>{votes > 0 && percent(locale, standing.bothBad / votes)}</td>
      {counts.map((count, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places
        <td key={place}>{count.toLocaleString(locale)}</td>
      ))}
    </tr>
  );
}

/** One scale for all, which holds every interval; none without a strength. */
function axisOf(standings: readonly Standing[]): Axis | undefined {
  const ends = standings.flatMap(({ strength, range }) =>
    strength === undefined ? [] : [strength, range?.low ?? strength, range?.high ?? strength],
  );
  return ends.length === 0 ? undefined : linearAxis(Math.min(...ends), Math.max(...ends));
}
