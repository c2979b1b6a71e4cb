import { memo, useCallback, useId, useRef, useState } from 'react';
import type { GenerateRequest, ModelsResponse } from '../../../../../src/contract/index.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { randomSeed } from '../../../lib/random.ts';
import { useShortcut } from '../../../lib/shortcuts.ts';
import { useStore } from '../../../lib/store.ts';
import { useOnline } from '../../../lib/use-online.ts';
import { chosenModels } from '../choice.ts';
import { changeDraft, draftStore } from '../draft.ts';
import { remember } from '../history.ts';
import { type Problem, problemsOf, requestFrom } from '../request.ts';
import { AdvancedSettings } from './advanced-settings.tsx';
import styles from './composer.module.css';
import { ModelChooser } from './model-chooser.tsx';
import { PromptField } from './prompt-field.tsx';
import { RunButton } from './run-button.tsx';
import { SeedField } from './seed-field.tsx';
import { ShapePicker } from './shape-picker.tsx';

type Props = {
  models: ModelsResponse;
  sending: boolean;
  onRun: (request: GenerateRequest) => void;
  onEnhance: () => void;
  onSurprise: () => void;
  onHistory: () => void;
};

/** Everything that goes into a run, from the words to the button that says what it costs. */
export const Composer = memo(function Composer({ models, sending, onRun, ...prompting }: Props) {
  const { t } = useI18n();
  const draft = useStore(draftStore);
  const online = useOnline();
  const [tried, setTried] = useState(false);
  // Only narrow screens fold the settings away; see the style sheet.
  const [unfolded, setUnfolded] = useState(false);
  const settingsId = useId();
  const form = useRef<HTMLFormElement>(null);

  const chosen = chosenModels(models.models, draft.models);
  const problems = problemsOf(draft, chosen, models.limits.promptMaxLength);
  const shown: Problem[] = tried ? problems : problems.filter((problem) => problem !== 'prompt');
  const blocked = models.limits.blocked;

  const run = useCallback(() => {
    setTried(true);
    if (problems.length > 0) {
      if (problems.some((problem) => problem !== 'prompt' && problem !== 'tooLong')) setUnfolded(true);
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], textarea')?.focus();
      return;
    }
    if (sending || !online || blocked) return;
    const request = requestFrom(draft, chosen);
    setTried(false);
    remember(request.prompt);
    onRun(request);
    if (draft.seed !== '' && !draft.seedLocked) changeDraft({ seed: String(randomSeed()) });
  }, [problems, sending, online, blocked, draft, chosen, onRun]);
  useShortcut('run', run);

  return (
    <form
      ref={form}
      className={styles.composer}
      aria-label={t.ask.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <div className={styles.fields}>
        <PromptField
          prompt={draft.prompt}
          limit={models.limits.promptMaxLength}
          missing={shown.includes('prompt')}
          canEnhance={models.enhancer !== null}
          {...prompting}
        />
        <button
          type="button"
          className={styles.fold}
          aria-expanded={unfolded}
          aria-controls={settingsId}
          onClick={() => setUnfolded(!unfolded)}
        >
          <span>{t.ask.settings}</span>
          <span className={styles.summary}>
            {t.ask.modelCount(chosen.length, models.models.length)} · {draft.aspectRatio}
          </span>
        </button>
        <div className={styles.settings} id={settingsId} data-unfolded={unfolded || undefined}>
          <ShapePicker draft={draft} chosen={chosen} />
          <ModelChooser models={models.models} chosen={chosen} missing={shown.includes('models')} />
          <SeedField draft={draft} chosen={chosen} />
          <AdvancedSettings draft={draft} chosen={chosen} />
        </div>
      </div>
      <RunButton chosen={chosen} limits={models.limits} sending={sending} online={online} />
    </form>
  );
});
