import { useId, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { TextArea } from '../../../components/ui/text-area.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import type { Run } from '../run-state.ts';
import styles from './reword-dialog.module.css';

type Props = {
  run: Run;
  modelIds: readonly string[];
  limit: number;
  onSend: (prompt: string, modelIds: readonly string[]) => void;
  onClose: () => void;
};

/** New words for the models that refused the old ones. */
export default function RewordDialog({ run, modelIds, limit, onSend, onClose }: Props) {
  const { t } = useI18n();
  const id = useId();
  const tiles = run.tiles.filter((tile) => modelIds.includes(tile.modelId));
  const before = tiles[0]?.prompt ?? run.prompt;
  const [prompt, setPrompt] = useState(before);
  const length = [...prompt.trim()].length;
  const wrong = length === 0 ? t.ask.empty : length > limit ? t.ask.tooLong(length - limit) : undefined;
  const send = () => {
    if (!wrong) onSend(prompt.trim(), modelIds);
  };
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
        <ul className={styles.reasons}>
          {tiles.map((tile) => (
            <li key={tile.modelId}>
              <strong>{tile.model}:</strong> {tile.state.kind === 'failed' && tile.state.result.error.message}
            </li>
          ))}
        </ul>
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
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
          }}
        />
        <p id={`${id}-hint`} className={styles.hint}>
          {wrong ?? t.run.rewordText(tiles.map((tile) => tile.model).join(', '))}
        </p>
      </div>
    </Dialog>
  );
}
