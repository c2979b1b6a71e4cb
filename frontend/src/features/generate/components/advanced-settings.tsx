import { useId } from 'react';
import type { ModelEntry } from '../../../../../src/contract/index.ts';
import { Choice } from '../../../components/ui/choice.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { TextArea } from '../../../components/ui/text-area.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { isOffered, type SettingName, supporting } from '../choice.ts';
import { useDraft } from '../draft-store.ts';
import { BOUNDS, readNumber } from '../request.ts';
import styles from './advanced-settings.module.css';

const NUMBERS = ['steps', 'guidance', 'control'] as const;

/** Settings that only some models support; shown if a chosen one does. */
export function AdvancedSettings({ chosen }: { chosen: ModelEntry[] }) {
  const { t } = useI18n();
  const { draft, change } = useDraft();
  const negativeId = useId();
  const offers = (setting: SettingName) => isOffered(chosen, setting, draft.sharedOnly);
  const takers = (setting: SettingName) => {
    const count = supporting(chosen, setting).length;
    return count === chosen.length ? t.ask.supportedByAll : t.ask.supportedByCount(count, chosen.length);
  };
  const offered = (['negativePrompt', ...NUMBERS] as const).filter(offers);
  const active = offered.filter((setting) => draft[setting].trim() !== '').length;

  return (
    <details className={styles.advanced}>
      <summary>
        {t.ask.advanced}
        {active > 0 && <span className={styles.active}>{t.ask.advancedActive(active)}</span>}
      </summary>
      <div className={styles.settings}>
        <Choice type="switch" checked={draft.sharedOnly} onChange={(sharedOnly) => change({ sharedOnly })}>
          {t.ask.sharedOnly}
          <span className={styles.hint}>{t.ask.sharedOnlyHint}</span>
        </Choice>
        {offers('negativePrompt') && (
          <div className={styles.field}>
            <label htmlFor={negativeId}>{t.ask.negativePrompt}</label>
            <TextArea
              id={negativeId}
              rows={2}
              maxLength={1000}
              value={draft.negativePrompt}
              aria-describedby={`${negativeId}-hint`}
              onChange={(event) => change({ negativePrompt: event.currentTarget.value })}
            />
            <p className={styles.hint} id={`${negativeId}-hint`}>
              {takers('negativePrompt')}
            </p>
          </div>
        )}
        {NUMBERS.filter(offers).map((setting) => {
          const { low, high } = BOUNDS[setting];
          return (
            <Field
              key={setting}
              label={t.ask[setting]}
              inputMode="decimal"
              autoComplete="off"
              value={draft[setting]}
              hint={`${t.ask.range(low, high)} ${takers(setting)}`}
              error={readNumber(setting, draft[setting]) === null ? t.ask.outOfRange(low, high) : undefined}
              onChange={(event) => change({ [setting]: event.currentTarget.value })}
            />
          );
        })}
        {offered.length === 0 && chosen.length > 0 && (
          <p className={styles.hint}>{draft.sharedOnly ? t.ask.nothingShared : t.ask.nothingSupported}</p>
        )}
      </div>
    </details>
  );
}
