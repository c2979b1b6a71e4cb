import { type FormEvent, useId, useState } from 'react';
import { TITLE_MAX_LENGTH } from '../../../../../src/contract/constants.ts';
import type { ChangeRunRequest } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { KeptSelect } from '../../../components/ui/kept-select.tsx';
import { dateTime } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { offeredDays } from '../../../lib/kept.ts';
import { daysOf } from '../days-of.ts';
import { useShareTexts } from '../texts.ts';

type Props = {
  run: { createdAt: string; title: string | undefined; expiresAt: string | undefined };
  keptDays: number;
  /** @returns whether it was changed; if not, somebody has been told */
  onSave: (change: ChangeRunRequest) => Promise<boolean>;
  onClose: () => void;
};

/** What a run of one's own is called, and for how long it is kept. */
export default function RunDialog({ run, keptDays, onSave, onClose }: Props) {
  const { locale } = useI18n();
  const s = useShareTexts();
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
  const offered = offeredDays(keptDays, Date.now() - Date.parse(run.createdAt));
  // Also what only a program can have chosen.
  const choices =
    before === 0 ? offered : [...new Set([...offered, before])].sort((one, other) => one - other);
  const ends = Date.parse(run.createdAt) + (days === 0 ? keptDays : days) * 86_400_000;
  return (
    <Dialog
      title={s.runTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{s.cancel}</Button>
          <Button type="submit" form={form} look="primary" aria-disabled={saving || undefined}>
            {saving ? s.saving : s.save}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save}>
        <Field
          label={s.name}
          hint={s.nameHint}
          value={title}
          maxLength={TITLE_MAX_LENGTH}
          dir="auto"
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <KeptSelect value={days} offered={choices} keptDays={keptDays} onChange={setDays} />
        <p>{s.goes(dateTime(locale, new Date(ends).toISOString()))}</p>
      </form>
    </Dialog>
  );
}
