import { memo, useCallback, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { DrawRequest, ModelEntry, ModelsResponse } from '../../../../../src/contract/index.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { useShortcut } from '../../../lib/shortcuts.ts';
import { useMedia } from '../../../lib/use-media.ts';
import { useOnline } from '../../../lib/use-online.ts';
import { chosenModels } from '../choice.ts';
import { useDraft } from '../draft-store.ts';
import { remember } from '../history.ts';
import { isSameRequest, type Problem, problemsOf, requestFrom } from '../request.ts';
import { DOUBLE_MS } from '../sent-requests.ts';
import { AdvancedSettings } from './advanced-settings.tsx';
import { BlindSwitch } from './blind-switch.tsx';
import styles from './composer.module.css';
import { CountPicker } from './count-picker.tsx';
import { KeptPicker } from './kept-picker.tsx';
import { ModelChooser } from './model-chooser.tsx';
import { PromptField } from './prompt-field.tsx';
import { RunButton } from './run-button.tsx';
import { SeedField } from './seed-field.tsx';
import { ShapePicker } from './shape-picker.tsx';
import { StylePicker } from './style-picker.tsx';
import { VisibilityPicker } from './visibility-picker.tsx';

type Props = {
  models: ModelsResponse;
  sending: boolean;
  /** The request of the run beside the composer: drawing exactly that again has to be confirmed. */
  shown: DrawRequest | undefined;
  onRun: (request: DrawRequest) => void;
  onEnhance: () => void;
  onSurprise: () => void;
  onHistory: () => void;
  onPicture: (() => void) | undefined;
};

/** As in the style sheet. */
const NARROW = '(max-width: 64rem)';

/** Whether something was seen already. A phone has enough to do at the start without what nobody has unfolded yet. */
function useSeen(isSeen: boolean): boolean {
  const [wasSeen, setSeen] = useState(isSeen);
  if (isSeen && !wasSeen) setSeen(true);
  return isSeen || wasSeen;
}

let lastStart = { request: '', at: 0 };

/**
 * A second click soon after the first belongs to it: a double click draws once.
 * @param seedRolls whether the seed has become another one by itself in between
 */
function isDoubleClick({ seed, ...request }: DrawRequest, seedRolls: boolean): boolean {
  const text = JSON.stringify(seedRolls ? request : { ...request, seed });
  const now = Date.now();
  const isRepeated = lastStart.request === text && Math.abs(now - lastStart.at) < DOUBLE_MS;
  if (!isRepeated) lastStart = { request: text, at: now };
  return isRepeated;
}

/** Everything that goes into a run, from the prompt to the button that says what it costs. */
export const Composer = memo(function Composer({ models, sending, shown, onRun, ...prompting }: Props) {
  const { t } = useI18n();
  const { draft, change } = useDraft();
  const online = useOnline();
  const [tried, setTried] = useState(false);
  const [confirming, setConfirming] = useState<string | undefined>();
  // Only narrow screens fold the settings away; see the style sheet.
  const [unfolded, setUnfolded] = useState(false);
  const hasSettings = useSeen(!useMedia(NARROW) || unfolded);
  const settingsId = useId();
  const form = useRef<HTMLFormElement>(null);

  const chosen = chosenModels(models.models, draft.models);
  const problems = problemsOf(draft, chosen, models.limits.promptMaxLength);
  const visible: Problem[] = tried ? problems : problems.filter((problem) => problem !== 'prompt');
  const blocked = models.limits.blocked;
  const request = requestFrom(draft, chosen);
  const requestText = JSON.stringify(request);
  // A question that was asked about other words is void.
  const asks = confirming === requestText;

  const firstProblem = problems[0];
  useEffect(() => {
    if (!tried || firstProblem === undefined) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-missing]')?.focus();
  }, [tried, firstProblem]);

  const run = useCallback(() => {
    setTried(true);
    if (problems.length > 0) {
      // At once, so that what is missing is there to be focused.
      if (problems.some((problem) => problem !== 'prompt' && problem !== 'tooLong'))
        flushSync(() => setUnfolded(true));
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-missing]')?.focus();
      return;
    }
    if (sending || !online || blocked || isDoubleClick(request, draft.seedRolls)) return;
    if (shown && !asks && isSameRequest(request, shown)) {
      setConfirming(requestText);
      return;
    }
    setTried(false);
    setConfirming(undefined);
    remember(draft.prompt.trim());
    onRun(request);
  }, [
    problems,
    sending,
    online,
    blocked,
    request,
    requestText,
    shown,
    asks,
    draft.prompt,
    draft.seedRolls,
    onRun,
  ]);
  useShortcut('run', run);
  const runWith = (some: readonly ModelEntry[]) => {
    const other = requestFrom(draft, some);
    if (problems.length > 0) run();
    else if (!isDoubleClick(other, draft.seedRolls)) {
      change({ models: some.map((model) => model.id) });
      remember(draft.prompt.trim());
      onRun(other);
    }
  };

  return (
    <form
      ref={form}
      className={styles.composer}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <div className={styles.prompt}>
        <PromptField
          limit={models.limits.promptMaxLength}
          missing={visible.includes('prompt')}
          canEnhance={models.enhancer !== null}
          {...prompting}
        />
      </div>
      {/* The settings stand above it, but whoever has written a prompt is a few keys away from it, not every setting. */}
      <RunButton
        chosen={chosen}
        count={draft.count}
        limits={models.limits}
        sending={sending}
        online={online}
        repeats={asks}
        onRunWith={runWith}
      >
        <VisibilityPicker standard={models.visibility} />
        <KeptPicker keptDays={models.keptDays} />
      </RunButton>
      <div className={styles.fields}>
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
          {hasSettings && (
            <>
              <StylePicker />
              <ShapePicker chosen={chosen} />
              <CountPicker tooMany={visible.includes('count')} />
              <ModelChooser models={models.models} chosen={chosen} missing={visible.includes('models')} />
              <SeedField chosen={chosen} />
              <BlindSwitch />
              <AdvancedSettings chosen={chosen} />
            </>
          )}
        </div>
      </div>
    </form>
  );
});
