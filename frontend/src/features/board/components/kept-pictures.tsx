import { Button } from '../../../components/ui/button.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { useKept } from '../api/get-board.ts';
import { keptPromptsOf } from '../kept.ts';
import { useBoardTexts } from '../texts/texts.ts';
import styles from './board-page.module.css';
import { KeptPrompts } from './kept-prompts.tsx';

interface Props {
  list: string | undefined;
  category: string;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}

/** Judged pictures whose runs have expired; asked for when somebody wants to see them. */
export function KeptPictures({ list, category, isOpen, onToggle }: Props) {
  const t = useBoardTexts();
  const { data, isError, refetch } = useKept(list, isOpen);
  const prompts = data && keptPromptsOf(data, category);
  return (
    <details className={styles.kept} open={isOpen} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary>{t.kept}</summary>
      <p data-small>{t.keptText}</p>
      {isError && (
        <Notice kind="bad">
          {t.keptFailed} <Button onClick={() => refetch()}>{t.again}</Button>
        </Notice>
      )}
      {!isError && !prompts && <p role="status">{t.keptLoading}</p>}
      {prompts?.length === 0 && <p role="status">{t.keptNone}</p>}
      {prompts && <KeptPrompts prompts={prompts} sourceOf={(address) => address} />}
    </details>
  );
}
