import type { Axis } from '../axis.ts';
import type { Interval } from '../statistics/interval.ts';

type Props = { axis: Axis; value: number; range: Interval | undefined };

const [WIDTH, HEIGHT, MARGIN] = [180, 20, 6];
const MIDDLE = HEIGHT / 2;

/** A strength as a dot with its interval as a line, on the scale of all. The numbers stand beside it. */
export function Whisker({ axis, value, range }: Props) {
  const x = (at: number) => Math.round((MARGIN + axis.at(at) * (WIDTH - 2 * MARGIN)) * 10) / 10;
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      stroke="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      {axis.ticks.map((tick) => (
        <path key={tick} d={`M${x(tick)} 0V${HEIGHT}`} strokeOpacity="0.15" />
      ))}
      {range && (
        <path
          d={`M${x(range.low)} ${MIDDLE - 4}v8M${x(range.low)} ${MIDDLE}H${x(range.high)}M${x(range.high)} ${MIDDLE - 4}v8`}
          strokeWidth="1.5"
          fill="none"
        />
      )}
      <circle cx={x(value)} cy={MIDDLE} r="4" fill="currentColor" stroke="none" />
    </svg>
  );
}
