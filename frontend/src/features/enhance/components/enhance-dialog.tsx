import { useMemo } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { describeError } from '../../../lib/report-error.ts';
import { ENHANCE_LIMIT, useEnhancement } from '../api/post-enhance.ts';
import { diffWords, type Piece } from '../diff.ts';
import styles from './enhance-dialog.module.css';

type Props = {
  prompt: string;
  enhancer: string;
  onAccept: (enhanced: string, original: string) => void;
  onClose: () => void;
};

/** The person's words and the rewriter's, side by side, with what changed marked in both. */
export default function EnhanceDialog({ prompt, enhancer, onAccept, onClose }: Props) {
  const { t } = useI18n();
  const tooLong = [...prompt].length > ENHANCE_LIMIT;
  const { data, error, isFetching, refetch } = useEnhancement(prompt, !tooLong);
  const same = data?.enhanced === prompt;
  return (
    <Dialog
      title={t.enhance.title}
      size="wide"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t.enhance.keep}</Button>
          {(error || data) && (
            <Button icon="retry" aria-disabled={isFetching || undefined} onClick={() => refetch()}>
              {t.enhance.again}
            </Button>
          )}
          {data && !same && (
            <Button look="primary" onClick={() => onAccept(data.enhanced, prompt)}>
              {t.enhance.accept}
            </Button>
          )}
        </>
      }
    >
      <div aria-live="polite" aria-busy={isFetching}>
        {tooLong && <Notice kind="caution">{t.ask.enhanceTooLong(ENHANCE_LIMIT)}</Notice>}
        {isFetching && <p className={styles.working}>{t.enhance.working(enhancer)}</p>}
        {error && !isFetching && <Failed error={error} />}
        {data &&
          !isFetching &&
          (same ? <p>{t.enhance.same}</p> : <Diff before={prompt} after={data.enhanced} />)}
        {data && !isFetching && !same && <p className={styles.by}>{t.enhance.by(data.model)}</p>}
      </div>
    </Dialog>
  );
}

function Failed({ error }: { error: Error }) {
  const { t } = useI18n();
  const { text, detail } = describeError(t, error);
  return (
    <Notice kind="bad">
      <p>
        {t.enhance.failed} {text}
      </p>
      {detail && <p>{detail}</p>}
    </Notice>
  );
}

function Diff({ before, after }: { before: string; after: string }) {
  const { t } = useI18n();
  const pieces = useMemo(() => diffWords(before, after), [before, after]);
  return (
    <div className={styles.sides}>
      <section>
        <h3>{t.enhance.yours}</h3>
        <p dir="auto">
          {pieces.before.map((piece) => (
            <Mark key={piece.at} piece={piece} as="del" />
          ))}
        </p>
      </section>
      <section>
        <h3>{t.enhance.rewritten}</h3>
        <p dir="auto">
          {pieces.after.map((piece) => (
            <Mark key={piece.at} piece={piece} as="ins" />
          ))}
        </p>
      </section>
    </div>
  );
}

function Mark({ piece, as: Element }: { piece: Piece; as: 'del' | 'ins' }) {
  return piece.changed ? <Element>{piece.text}</Element> : piece.text;
}
