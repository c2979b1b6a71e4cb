import { type ChangeObject, diffWordsWithSpace } from 'diff';
import { useMemo } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { ApiError } from '../../../lib/api.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { describeError } from '../../../lib/report-error.ts';
import { useEnhancement } from '../api/post-enhance.ts';
import styles from './enhance-dialog.module.css';

type Props = {
  prompt: string;
  enhancer: string;
  onAccept: (enhanced: string) => void;
  onClose: () => void;
};

/** The person's words and the rewriter's, side by side, with what changed marked in both. */
export default function EnhanceDialog({ prompt, enhancer, onAccept, onClose }: Props) {
  const { t } = useTexts();
  const { data, error, isFetching, refetch } = useEnhancement(prompt);
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
            <Button look="primary" onClick={() => onAccept(data.enhanced)}>
              {t.enhance.accept}
            </Button>
          )}
        </>
      }
    >
      <div aria-live="polite" aria-busy={isFetching}>
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
  const { t } = useTexts();
  const { text, detail } = describeError(t, error);
  return (
    <Notice kind="bad">
      <p>
        {error instanceof ApiError && error.code === 'ENHANCER_FAILED' ? text : `${t.enhance.failed} ${text}`}
      </p>
      {detail && <p>{detail}</p>}
    </Notice>
  );
}

function Diff({ before, after }: { before: string; after: string }) {
  const { t } = useTexts();
  const changes = useMemo(() => diffWordsWithSpace(before, after), [before, after]);
  return (
    <div className={styles.sides}>
      <section>
        <h3>{t.enhance.yours}</h3>
        <Marked changes={changes.filter((change) => !change.added)} />
      </section>
      <section>
        <h3>{t.enhance.rewritten}</h3>
        <Marked changes={changes.filter((change) => !change.removed)} />
      </section>
    </div>
  );
}

/** One of the two texts, letter for letter, with its own words marked. */
function Marked({ changes }: { changes: ChangeObject<string>[] }) {
  let end = 0;
  return (
    <p dir="auto">
      {changes.map(({ added, removed, value }) => {
        const start = end;
        end += value.length;
        const Element = added ? 'ins' : removed ? 'del' : 'span';
        return <Element key={start}>{value}</Element>;
      })}
    </p>
  );
}
