import { useCallback, useId, useRef } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { TextArea } from '../../../components/ui/text-area.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { useShortcut } from '../../../lib/shortcuts.ts';
import { showToast } from '../../../lib/toasts.ts';
import { changeDraft } from '../draft.ts';
import { promptLength } from '../request.ts';
import styles from './prompt-field.module.css';

type Props = {
  prompt: string;
  limit: number;
  missing: boolean;
  canEnhance: boolean;
  onEnhance: () => void;
  onSurprise: () => void;
  onHistory: () => void;
};

export function PromptField(props: Props) {
  const { prompt, limit, missing, canEnhance, onEnhance, onSurprise, onHistory } = props;
  const { t } = useI18n();
  const id = useId();
  const area = useRef<HTMLTextAreaElement | null>(null);
  const length = promptLength(prompt);
  const over = length - limit;
  const error = missing ? t.ask.empty : over > 0 ? t.ask.tooLong(over) : undefined;

  const focusPrompt = useCallback(() => area.current?.focus(), []);
  useShortcut('focusPrompt', focusPrompt);
  useShortcut('enhance', onEnhance, canEnhance && length > 0);
  useShortcut('surprise', onSurprise);

  const clear = () => {
    changeDraft({ prompt: '' });
    area.current?.focus();
    showToast({
      kind: 'info',
      text: t.ask.cleared,
      action: { label: t.ask.undo, run: () => changeDraft({ prompt }) },
    });
  };

  return (
    <div className={styles.prompt}>
      <div className={styles.top}>
        <label htmlFor={id}>{t.ask.prompt}</label>
        <button type="button" className={styles.clear} disabled={prompt === ''} onClick={clear}>
          {t.ask.clear}
        </button>
        <span className={styles.count} data-over={over > 0 || undefined}>
          <span aria-hidden="true">{t.ask.count(length, limit)}</span>
          <span className="visually-hidden" id={`${id}-count`}>
            {t.ask.countLabel(length, limit)}
          </span>
        </span>
      </div>
      <TextArea
        id={id}
        look="prompt"
        field={(element) => {
          area.current = element;
        }}
        value={prompt}
        rows={3}
        autoComplete="off"
        aria-invalid={error ? true : undefined}
        aria-describedby={`${error ? `${id}-error ` : ''}${id}-hint ${id}-count`}
        onChange={(event) => changeDraft({ prompt: event.currentTarget.value })}
      />
      {error && (
        <p className={styles.error} id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      <p className={styles.hint} id={`${id}-hint`}>
        {t.ask.promptHint}
      </p>
      <div className={styles.tools}>
        {canEnhance && (
          <Button small icon="spark" onClick={onEnhance} disabled={length === 0}>
            {t.ask.enhance}
          </Button>
        )}
        <Button small icon="dice" onClick={onSurprise}>
          {t.ask.surprise}
        </Button>
        <Button small icon="history" onClick={onHistory}>
          {t.ask.history}
        </Button>
      </div>
    </div>
  );
}
