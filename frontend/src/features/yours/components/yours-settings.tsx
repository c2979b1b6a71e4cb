import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { describeError } from '../../../lib/report-error.ts';
import { type Everything, eraseEverything, getEverything } from '../api/everything.ts';
import { useYoursTexts } from '../texts.ts';
import styles from './yours-settings.module.css';

type Props = {
  /** Whether what belongs to somebody follows the person, not this browser. */
  isSignedIn: boolean;
  /** Makes the file. @returns how many pictures are missing in it */
  onDownload: (everything: Everything) => Promise<number>;
  /** Everything is deleted: this browser forgets it, too. */
  onErased: () => void;
};

type Doing =
  | { kind: 'reading'; runs: number }
  | { kind: 'packing'; runs: number }
  | { kind: 'asked' | 'deleting' };
type Told = { text: string; isError?: true };

/** Takes away, or deletes, everything that one has made. */
export function YoursSettings({ isSignedIn, onDownload, onErased }: Props) {
  const texts = useYoursTexts();
  const { t } = useTexts();
  const [doing, setDoing] = useState<Doing | undefined>();
  const [told, setTold] = useState<Told | undefined>();
  const isBusy = doing !== undefined && doing.kind !== 'asked';

  const tell = (what: string, error: unknown) => {
    setTold({ text: `${what} ${describeError(t, error).text}`, isError: true });
    setDoing(undefined);
  };
  const download = async () => {
    if (isBusy) return;
    setTold(undefined);
    setDoing({ kind: 'reading', runs: 0 });
    let everything: Everything;
    try {
      everything = await getEverything((runs) => setDoing({ kind: 'reading', runs }));
    } catch (error) {
      return tell(texts.downloadFailed, error);
    }
    setDoing({ kind: 'packing', runs: everything.runs.length });
    try {
      const missing = await onDownload(everything);
      setTold({ text: missing === 0 ? texts.downloaded : texts.missing(missing) });
    } catch {
      setTold({ text: texts.downloadFailed, isError: true });
    }
    setDoing(undefined);
  };
  const erase = async () => {
    if (isBusy) return;
    setTold(undefined);
    if (doing?.kind !== 'asked') return setDoing({ kind: 'asked' });
    setDoing({ kind: 'deleting' });
    try {
      const { deletedRuns, goesOn } = await eraseEverything();
      setTold({ text: [texts.deleted(deletedRuns), goesOn ? texts.goesOn : ''].join(' ').trim() });
      setDoing(undefined);
      onErased();
    } catch (error) {
      tell(texts.deleteFailed, error);
    }
  };

  return (
    <fieldset className={styles.yours}>
      <legend>{texts.title}</legend>
      <p className={styles.note}>{isSignedIn ? texts.ofPerson : texts.ofBrowser}</p>
      {doing?.kind === 'asked' && <p role="alert">{texts.really}</p>}
      {told?.isError && <p role="alert">{told.text}</p>}
      <p role="status" className={styles.note}>
        {doing?.kind === 'reading' && texts.reading(doing.runs)}
        {doing?.kind === 'packing' && texts.packing(doing.runs)}
        {doing?.kind === 'deleting' && texts.deleting}
        {told && !told.isError && told.text}
      </p>
      <div className={styles.buttons}>
        {doing?.kind === 'asked' ? (
          <Button onClick={() => setDoing(undefined)}>{texts.keep}</Button>
        ) : (
          <Button icon="download" aria-disabled={isBusy || undefined} onClick={download}>
            {texts.download}
          </Button>
        )}
        <Button
          icon="trash"
          look={doing?.kind === 'asked' ? 'primary' : 'plain'}
          aria-disabled={isBusy || undefined}
          onClick={erase}
        >
          {doing?.kind === 'asked' ? texts.deleteNow : texts.delete}
        </Button>
      </div>
    </fieldset>
  );
}
