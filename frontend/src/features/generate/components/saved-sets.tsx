import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { useStore } from '../../../lib/store.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useDraft } from '../draft-store.ts';
import { removeSet, saveSet, setStore } from '../sets.ts';
import styles from './chips.module.css';

/** Models with settings, saved under a name on this device; one click brings them back. */
export function SavedSets() {
  const { t } = useI18n();
  const { draft, replace } = useDraft();
  const sets = useStore(setStore);
  const [name, setName] = useState<string | undefined>();

  const save = () => {
    const wanted = name?.trim() ?? '';
    if (wanted === '') return;
    saveSet(wanted, draft);
    setName(undefined);
    showToast({ kind: 'info', text: t.ask.setSaved(wanted) });
  };
  const remove = (set: (typeof sets)[number]) => {
    removeSet(set.name);
    showToast({
      kind: 'info',
      text: t.ask.setRemoved(set.name),
      action: { label: t.ask.undo, run: () => setStore.set((others) => [...others, set]) },
    });
  };

  return (
    <div className={styles.chips}>
      {sets.map((set) => (
        <span key={set.name} className={styles.chip}>
          <button type="button" aria-label={t.ask.applySet(set.name)} onClick={() => replace(set.draft)}>
            {set.name}
          </button>
          <Button
            small
            look="quiet"
            icon="close"
            iconOnly={t.ask.removeSet(set.name)}
            onClick={() => remove(set)}
          />
        </span>
      ))}
      {name === undefined ? (
        <button type="button" className={styles.add} onClick={() => setName('')}>
          {t.ask.saveSet}
        </button>
      ) : (
        <div className={styles.form}>
          <Field
            label={t.ask.setName}
            value={name}
            maxLength={40}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              event.preventDefault();
              save();
            }}
            after={<Button onClick={save}>{t.ask.save}</Button>}
          />
        </div>
      )}
    </div>
  );
}
