import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { useStore } from '../../../lib/store.ts';
import { useDraft } from '../draft-store.ts';
import { forget, forgetAll, historyStore } from '../history.ts';
import styles from './prompt-list.module.css';

/** Prompts that were drawn or replaced on this device. */
export default function HistoryDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const { replace } = useDraft();
  const entries = useStore(historyStore);
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = entries.filter((entry) => entry.toLowerCase().includes(wanted));
  return (
    <Dialog
      title={t.history.title}
      onClose={onClose}
      footer={
        entries.length > 0 && (
          <Button icon="trash" onClick={forgetAll}>
            {t.history.clear}
          </Button>
        )
      }
    >
      {entries.length === 0 && <p>{t.history.empty}</p>}
      {entries.length > 5 && (
        <Field
          label={t.history.search}
          type="search"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {entries.length > 0 && shown.length === 0 && <p>{t.history.nothing}</p>}
      <ul className={styles.list}>
        {shown.map((entry) => (
          <li key={entry}>
            <button
              type="button"
              className={styles.entry}
              dir="auto"
              onClick={() => {
                replace({ prompt: entry });
                onClose();
              }}
            >
              {entry}
            </button>
            <Button
              small
              look="quiet"
              icon="trash"
              iconOnly={t.history.remove(entry)}
              onClick={() => forget(entry)}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
