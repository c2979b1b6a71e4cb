import { bytes } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import type { Tile } from '../run-state.ts';
import { isOtherShape, pixels, sentSettings } from '../sent-settings.ts';
import styles from './facts-strip.module.css';

/** Asked, sent, got: three lines from the first moment, so that filling them moves nothing. */
export function FactsStrip({ tile }: { tile: Tile }) {
  const { t, locale } = useI18n();
  const { parameters, state } = tile;
  const asked = [
    parameters.aspectRatio ?? '1:1',
    parameters.seed === undefined ? t.tile.noSeed : `${t.tile.seed} ${parameters.seed}`,
    parameters.steps === undefined ? '' : `${t.ask.steps} ${parameters.steps}`,
    parameters.guidance === undefined ? '' : `${t.ask.guidance} ${parameters.guidance}`,
    parameters.control === undefined ? '' : `${t.ask.control} ${parameters.control}`,
    parameters.negativePrompt ? `${t.tile.negative} “${parameters.negativePrompt}”` : '',
  ].filter(Boolean);

  const result = state.kind === 'done' ? state.result : undefined;
  const sent = result ? sentSettings(result) : [];
  const kind = result?.contentType.replace('image/', '').toUpperCase();
  const got = result ? [pixels(result.width, result.height), kind, bytes(locale, result.bytes)] : [];
  const otherShape = result !== undefined && isOtherShape(parameters, result.width, result.height);
  const empty = state.kind === 'failed' ? '–' : '…';

  return (
    <dl className={styles.strip}>
      <Line name={t.tile.asked} text={asked.join(' · ')} />
      <Line name={t.tile.sent} text={sent.length > 0 ? sent.join(' · ') : result ? '–' : empty} />
      <Line
        name={t.tile.got}
        text={got.length > 0 ? got.join(' · ') : empty}
        note={otherShape ? t.tile.otherShape : undefined}
      />
    </dl>
  );
}

function Line({ name, text, note }: { name: string; text: string; note?: string | undefined }) {
  return (
    <div className={styles.line} data-differs={note !== undefined || undefined}>
      <dt>{name}</dt>
      <dd title={note ? `${text} (${note})` : text}>
        {text}
        {note && <span className="visually-hidden"> ({note})</span>}
      </dd>
    </div>
  );
}
