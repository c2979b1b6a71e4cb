import { money } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { linearAxis, priceAxis } from '../axis.ts';
import type { OnPrice } from '../statistics/frontier.ts';
import type { Board } from '../statistics/types.ts';
import { useBoardTexts } from '../texts/texts.ts';
import { points } from '../words.ts';
import { Scroller } from './scroller.tsx';

type Props = { board: Board; priced: readonly OnPrice[]; nameOf: (model: string) => string };

const [WIDTH, HEIGHT] = [640, 340];
const PLOT = { left: 64, right: 24, top: 16, bottom: 48 };
const [INNER_WIDTH, INNER_HEIGHT] = [WIDTH - PLOT.left - PLOT.right, HEIGHT - PLOT.top - PLOT.bottom];
const round = (value: number) => Math.round(value * 10) / 10;

/** Strength over price on a logarithmic scale; the table above it has the same in numbers. */
export function FrontierChart({ board, priced, nameOf }: Props) {
  const t = useBoardTexts();
  const { locale } = useI18n();
  const ranges = new Map(board.standings.map(({ model, range }) => [model, range]));
  const ends = priced.flatMap(({ model, strength }) => {
    const { low, high } = ranges.get(model) ?? { low: strength, high: strength };
    return [low, high];
  });
  const [prices, strengths] = [
    priceAxis(priced.map(({ priceUsd }) => priceUsd)),
    linearAxis(Math.min(...ends), Math.max(...ends), 5),
  ];
  const x = (usd: number) => round(PLOT.left + prices.at(usd) * INNER_WIDTH);
  const y = (strength: number) => round(PLOT.top + (1 - strengths.at(strength)) * INNER_HEIGHT);
  const bottom = HEIGHT - PLOT.bottom;
  const text = t.chartText(
    priced.map(({ model, priceUsd, strength }, place) =>
      t.chartPoint(place + 1, nameOf(model), money(locale, priceUsd), points(locale, strength)),
    ),
  );
  return (
    <figure>
      <Scroller label={t.chart}>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          width={WIDTH}
          height={HEIGHT}
          role="img"
          aria-label={text}
          fill="currentColor"
          fontSize="12"
        >
          {strengths.ticks.map((tick) => (
            <g key={tick}>
              <path
                d={`M${PLOT.left} ${y(tick)}H${WIDTH - PLOT.right}`}
                stroke="currentColor"
                strokeOpacity="0.15"
              />
              <text x={PLOT.left - 8} y={y(tick) + 4} textAnchor="end">
                {points(locale, tick)}
              </text>
            </g>
          ))}
          {[...(prices.hasFree ? [0] : []), ...prices.ticks].map((tick) => (
            <g key={tick}>
              <path d={`M${x(tick)} ${PLOT.top}V${bottom}`} stroke="currentColor" strokeOpacity="0.15" />
              <text x={x(tick)} y={bottom + 18} textAnchor="middle">
                {tick === 0 ? t.free : money(locale, tick)}
              </text>
            </g>
          ))}
          <text x={PLOT.left + INNER_WIDTH / 2} y={HEIGHT - 8} textAnchor="middle">
            {t.priceAxis}
          </text>
          <text transform={`translate(14 ${PLOT.top + INNER_HEIGHT / 2}) rotate(-90)`} textAnchor="middle">
            {t.strengthAxis}
          </text>
          {priced.map(({ model, priceUsd, strength, frontier }, place) => {
            const range = ranges.get(model);
            const at = x(priceUsd);
            return (
              <g key={model}>
                {range && (
                  <path
                    d={`M${at} ${y(range.low)}V${y(range.high)}`}
                    stroke="currentColor"
                    strokeWidth="1.5"
                  />
                )}
                <circle
                  cx={at}
                  cy={y(strength)}
                  r="5"
                  stroke="currentColor"
                  strokeWidth="1.5"
                  fill={frontier ? 'currentColor' : 'Canvas'}
                />
                <text x={at + 9} y={y(strength) + 4} fontWeight="600">
                  {place + 1}
                </text>
              </g>
            );
          })}
        </svg>
      </Scroller>
      <figcaption>{t.chartLegend}</figcaption>
    </figure>
  );
}
