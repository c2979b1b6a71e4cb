import { useId, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { TextArea } from '../../../components/ui/text-area.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import type { Run } from '../run-state.ts';
import styles from './reword-dialog.module.css';

type Props = {
  run: Run;
  /** Models that are ticked at first. */
  modelIds: readonly string[];
  /** All models that refused. */
  refused: readonly string[];
  limit: number;
  onSend: (prompt: string, modelIds: readonly string[]) => void;
  onClose: () => void;
};

/** New words for the models that refused the old ones. */
export default function RewordDialog({ run, modelIds, refused, limit, onSend, onClose }: Props) {
  const { t } = useI18n();
  const id = useId();
  const tiles = run.tiles.filter((tile) => refused.includes(tile.modelId));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(modelIds));
  const before = tiles.find((tile) => chosen.has(tile.modelId))?.prompt ?? run.prompt;
  const [prompt, setPrompt] = useState(before);
  const length = [...prompt.trim()].length;
  const wrong =
    length === 0
      ? t.ask.empty
      : length > limit
        ? t.ask.tooLong(length - limit)
        : chosen.size === 0
          ? t.ask.noModel
          : undefined;
  const send = () => {
    if (!wrong) onSend(prompt.trim(), [...chosen]);
  };
  const toggle = (modelId: string, on: boolean) =>
    setChosen((current) => new Set(refused.filter((id) => (id === modelId ? on : current.has(id)))));
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
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
          }}
        />
        <p id={`${id}-hint`} className={styles.hint}>
          {wrong ?? t.run.rewordText}
        </p>
        <fieldset className={styles.models}>
          <legend>{t.run.rewordFor}</legend>
          {tiles.map((tile) => (
            <Choice
              key={tile.modelId}
              type="checkbox"
              checked={chosen.has(tile.modelId)}
              onChange={(on) => toggle(tile.modelId, on)}
            >
              {tile.model}
              <span className={styles.reason}>
                {tile.state.kind === 'failed' && tile.state.result.error.message}
              </span>
            </Choice>
          ))}
        </fieldset>
      </div>
    </Dialog>
  );
}
