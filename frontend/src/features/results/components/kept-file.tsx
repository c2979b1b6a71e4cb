import type { Original } from '../../../../../src/contract/index.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';

type Props = { original: Original | undefined; model: string; tabIndex?: number };

/** What the vendor sent where that is not shown; its address answers with a download. */
export function KeptFile({ original, model, tabIndex }: Props) {
  const { t } = useTexts();
  if (!original?.url) return null;
  return (
    <a href={original.url} tabIndex={tabIndex}>
      {t.failure.file(original.key.split('.').pop()?.toUpperCase() ?? '')}
      <span className="visually-hidden"> {model}</span>
    </a>
  );
}
