import { useId, useRef } from 'react';
import { ENHANCE_PROMPT_MAX_LENGTH as ENHANCE_LIMIT } from '../../../../../src/contract/constants.ts';
import { Button } from '../../../components/ui/button.tsx';
import { TextArea } from '../../../components/ui/text-area.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { useShortcut } from '../../../lib/shortcuts.ts';
import { useOnline } from '../../../lib/use-online.ts';
import { useDraft } from '../draft-store.ts';
import { promptLength } from '../request.ts';
import { withStyles } from '../styles.ts';
import styles from './prompt-field.module.css';

type Props = {
  limit: number;
  missing: boolean;
  canEnhance: boolean;
  onEnhance: () => void;
  onSurprise: () => void;
  onHistory: () => void;
  /** Absent where no model does anything with pictures. */
  onPicture: (() => void) | undefined;
};

/** The prompt, with what can be done to it. Whatever replaces it can be undone. */
export function PromptField({
  limit,
  missing,
  canEnhance,
  onEnhance,
  onSurprise,
  onHistory,
  onPicture,
}: Props) {
  const { t } = useI18n();
  const { draft, change, replace, undo, redo, canUndo, canRedo } = useDraft();
  const online = useOnline();
  const id = useId();
  const area = useRef<HTMLTextAreaElement | null>(null);
  const own = promptLength(draft.prompt);
  const length = promptLength(withStyles(draft.prompt, draft.styles));
  const over = length - limit;
  const error = missing ? t.ask.empty : over > 0 ? t.ask.tooLong(over) : undefined;
  const tooLongToEnhance = own > ENHANCE_LIMIT;
  const enhanceable = canEnhance && online && own > 0 && !tooLongToEnhance;

  useShortcut('enhance', onEnhance, enhanceable);
  useShortcut('surprise', onSurprise);

  return (
    <div className={styles.prompt}>
      <div className={styles.top}>
        <label htmlFor={id}>{t.ask.prompt}</label>
        <span className={styles.edits}>
          {canUndo && (
            <button type="button" className={styles.edit} onClick={undo}>
              {t.ask.undo}
            </button>
          )}
          {canRedo && (
            <button type="button" className={styles.edit} onClick={redo}>
              {t.ask.redo}
            </button>
          )}
          <button
            type="button"
            className={styles.edit}
            disabled={draft.prompt === ''}
            onClick={() => {
              replace({ prompt: '' });
              area.current?.focus();
            }}
          >
            {t.ask.clear}
          </button>
        </span>
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
        value={draft.prompt}
        rows={3}
        autoComplete="off"
        aria-invalid={error ? true : undefined}
        aria-describedby={`${error ? `${id}-error ` : ''}${id}-hint ${id}-count`}
        onChange={(event) => change({ prompt: event.currentTarget.value })}
      />
      {error && (
        <p className={styles.error} id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      <p className={styles.hint} id={`${id}-hint`}>
        {canEnhance && tooLongToEnhance && over <= 0 ? t.ask.enhanceTooLong(ENHANCE_LIMIT) : t.ask.promptHint}
      </p>
      <div className={styles.tools}>
        {canEnhance && (
          <Button small icon="spark" onClick={onEnhance} disabled={!enhanceable}>
            {t.ask.enhance}
          </Button>
        )}
        <Button small icon="dice" onClick={onSurprise}>
          {t.ask.surprise}
        </Button>
        <Button small icon="history" onClick={onHistory}>
          {t.ask.history}
        </Button>
        {onPicture && (
          <Button small icon="edit" onClick={onPicture}>
            {t.ask.picture}
          </Button>
        )}
      </div>
    </div>
  );
}
