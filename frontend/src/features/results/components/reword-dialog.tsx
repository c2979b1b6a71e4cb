import { useId, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { TextArea } from '../../../components/ui/text-area.tsx';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { unsentAt, useKeepUnsent } from '../../../lib/unsent.ts';
import { useOnline } from '../../../lib/use-online.ts';
import type { Tile } from '../run-state.ts';
import styles from './reword-dialog.module.css';

type Props = {
  /** Tiles whose models are ticked at first. */
  tiles: readonly Tile[];
  /** Tiles of all models that refused. */
  all: readonly Tile[];
  limit: number;
  onSend: (prompt: string, tiles: readonly Tile[]) => void;
  onClose: () => void;
};

/** Where words that were not sent are kept. */
export const rewordPlace = (tiles: readonly Tile[]) =>
  ['reword', ...tiles.map(({ jobId, id }) => `${jobId} ${id}`)].join(' ');

/** New words for the models that refused the old ones. */
export default function RewordDialog({ tiles, all, limit, onSend, onClose }: Props) {
  const { t } = useTexts();
  const id = useId();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(tiles.map((tile) => tile.id)));
  const place = rewordPlace(tiles);
  const [prompt, setPrompt] = useState(() => {
    const unsent = unsentAt(place);
    return typeof unsent === 'string' ? unsent : (tiles[0]?.prompt ?? '');
  });
  useKeepUnsent(place, prompt);
  const length = [...prompt.trim()].length;
  const online = useOnline();
  const wrong = !online
    ? t.ask.offline
    : length === 0
      ? t.ask.empty
      : length > limit
        ? t.ask.tooLong(length - limit)
        : chosen.size === 0
          ? t.ask.noModel
          : undefined;
  const send = () => {
    if (!wrong)
      onSend(
        prompt.trim(),
        all.filter((tile) => chosen.has(tile.id)),
      );
  };
  const toggle = (tileId: string, on: boolean) =>
    setChosen((current) => {
      const ids = all.map((tile) => tile.id);
      return new Set(ids.filter((each) => (each === tileId ? on : current.has(each))));
    });
  return (
    <Dialog
      title={t.run.rewordTitle}
      onClose={onClose}
      footer={
        <Button look="primary" aria-disabled={wrong !== undefined || undefined} onClick={send}>
          {t.run.rewordSend}
        </Button>
      }
    >
      <div className={styles.reword}>
        <label htmlFor={id}>{t.ask.prompt}</label>
        <TextArea
          id={id}
          look="prompt"
          rows={4}
          value={prompt}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setPrompt(event.currentTarget.value)}
          onKeyDown={(event) => {
            const composing = event.nativeEvent.isComposing;
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !composing) send();
          }}
        />
        <p id={`${id}-hint`} className={styles.hint}>
          {wrong ?? t.run.rewordText}
        </p>
        <fieldset className={styles.models}>
          <legend>{t.run.rewordFor}</legend>
          {all.map((tile) => (
            <Choice
              key={tile.id}
              type="checkbox"
              checked={chosen.has(tile.id)}
              onChange={(on) => toggle(tile.id, on)}
            >
              {tile.model}
              <span className={styles.reason}>
                {tile.state.kind === 'failed' && t.failure.title(tile.state.result.error.code)}
              </span>
            </Choice>
          ))}
        </fieldset>
      </div>
    </Dialog>
  );
}
