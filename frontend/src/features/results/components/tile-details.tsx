import { type ReactNode, useState } from 'react';
import { bytes, dateTime } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import type { Tile } from '../run-state.ts';
import { pixels, sentValue } from '../sent-settings.ts';
import styles from './tile-details.module.css';

/** Everything that is known about a picture, on demand. */
export function TileDetails({ tile }: { tile: Tile }) {
  const { t, locale } = useI18n();
  const [open, setOpen] = useState(false);
  const result = tile.state.kind === 'done' || tile.state.kind === 'failed' ? tile.state.result : undefined;
  if (!result) return null;
  const warnings = result.warnings ?? [];
  const revised = result.status === 'completed' ? result.revisedPrompt : undefined;
  const notes = warnings.length + (revised ? 1 : 0);
  return (
    <details className={styles.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary data-notes={notes > 0 || undefined} aria-label={`${t.tile.details}: ${tile.model}`}>
        {notes > 0 ? t.tile.notes(notes) : t.tile.details}
      </summary>
      {open && (
        <dl className={styles.list}>
          {warnings.length > 0 && (
            <Entry name={t.tile.warnings}>
              <ul>
                {warnings.map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
              </ul>
            </Entry>
          )}
          {tile.reworded && <Entry name={t.tile.ownPrompt}>{tile.prompt}</Entry>}
          {revised && <Entry name={t.tile.revisedPrompt}>{revised}</Entry>}
          {result.sent && (
            <Entry name={t.tile.sent}>
              {Object.entries(result.sent).map(([name, value]) => (
                <span key={name} className={styles.pair} dir="auto">
                  {name}: {sentValue(value)}
                </span>
              ))}
            </Entry>
          )}
          {result.startedAt && <Entry name={t.tile.started}>{dateTime(locale, result.startedAt)}</Entry>}
          {result.status === 'completed' && (
            <Entry name={t.tile.file}>
              {pixels(result.width, result.height)}, {result.contentType}, {bytes(locale, result.bytes)}{' '}
              <a href={result.imageUrl} target="_blank" rel="noreferrer">
                {t.tile.original}
              </a>
            </Entry>
          )}
          {result.status === 'failed' && <Entry name={result.error.code}>{result.error.message}</Entry>}
        </dl>
      )}
    </details>
  );
}

function Entry({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}
