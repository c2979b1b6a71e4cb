import { type FormEvent, useId, useState } from 'react';
import { TITLE_MAX_LENGTH } from '../../../../../src/contract/constants.ts';
import type { ChangeRunRequest } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { KeptSelect } from '../../../components/ui/kept-select.tsx';
import { dateTime } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { daysOf, offeredDays } from '../../../lib/kept.ts';
import type { Run } from '../run-state.ts';

type Props = {
  run: Pick<Run, 'createdAt' | 'title' | 'expiresAt'>;
  keptDays: number;
  /** @returns whether it was changed; if not, somebody has been told */
  onSave: (change: ChangeRunRequest) => Promise<boolean>;
  onClose: () => void;
};

/** What a run of one's own is called, and for how long it is kept. */
export default function RunDialog({ run, keptDays, onSave, onClose }: Props) {
  const { t, locale } = useI18n();
  const form = useId();
  const [title, setTitle] = useState(run.title ?? '');
  const before = daysOf(run) >= keptDays ? 0 : daysOf(run);
  const [days, setDays] = useState(before);
  const [saving, setSaving] = useState(false);
  const change: ChangeRunRequest = {
    ...(title.trim() !== (run.title ?? '') && { title: title.trim() }),
    ...(days !== before && { expiresInDays: days === 0 ? keptDays : days }),
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    if (Object.keys(change).length === 0 || (await onSave(change))) onClose();
    else setSaving(false);
  };
  const ends = Date.parse(run.createdAt) + (days === 0 ? keptDays : days) * 86_400_000;
  return (
    <Dialog
      title={t.kept.title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t.kept.cancel}</Button>
          <Button type="submit" form={form} look="primary" aria-disabled={saving || undefined}>
            {saving ? t.kept.saving : t.kept.save}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save}>
        <Field
          label={t.kept.name}
          hint={t.kept.nameHint}
          value={title}
          maxLength={TITLE_MAX_LENGTH}
          dir="auto"
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <KeptSelect
          value={days}
          offered={offeredDays(keptDays, Date.now() - Date.parse(run.createdAt))}
          keptDays={keptDays}
          onChange={setDays}
        />
        <p>{t.kept.goes(dateTime(locale, new Date(ends).toISOString()))}</p>
      </form>
    </Dialog>
  );
}
