import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { shorten } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';

type Props = {
  prompt: string;
  /** Resolves once the run is deleted, or somebody has been told that it is not. */
  onDelete: () => Promise<void>;
  onClose: () => void;
};

/** Asks before a run is deleted, which cannot be undone. */
export default function DeleteDialog({ prompt, onDelete, onClose }: Props) {
  const { t } = useTexts();
  const [deleting, setDeleting] = useState(false);
  const remove = async () => {
    if (deleting) return;
    setDeleting(true);
    await onDelete();
    onClose();
  };
  return (
    <Dialog
      title={t.remove.title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t.remove.keep}</Button>
          <Button look="primary" icon="trash" aria-disabled={deleting || undefined} onClick={remove}>
            {deleting ? t.remove.deleting : t.remove.confirm}
          </Button>
        </>
      }
    >
      <p dir="auto">
        <q>{shorten(prompt, 120)}</q>
      </p>
      <p>{t.remove.text}</p>
      <p>{t.remove.caches}</p>
    </Dialog>
  );
}
