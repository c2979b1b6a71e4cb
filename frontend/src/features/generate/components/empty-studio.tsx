import type { ModelEntry } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Message } from '../../../components/ui/message.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { chosenModels } from '../choice.ts';
import { useDraft } from '../draft-store.ts';
import styles from './empty-studio.module.css';

type Props = { models: ModelEntry[]; onExample: () => void };

/** The studio before the first run: what it is for, and a placeholder for each chosen model. */
export function EmptyStudio({ models, onExample }: Props) {
  const { t } = useI18n();
  const { draft } = useDraft();
  const shape = draft.aspectRatio;
  return (
    <>
      <Message title={t.run.emptyTitle}>
        <p>{t.run.emptyText}</p>
        <Button icon="dice" onClick={onExample}>
          {t.run.emptyAction}
        </Button>
      </Message>
      <div className={styles.places} aria-hidden="true">
        {chosenModels(models, draft.models).map((model) => (
          <div key={model.id} className={styles.place}>
            <div style={{ aspectRatio: shape.replace(':', ' / ') }} />
            <p>{model.name}</p>
          </div>
        ))}
      </div>
    </>
  );
}
