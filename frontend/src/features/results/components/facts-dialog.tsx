import { Dialog } from '../../../components/ui/dialog.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import type { EndedTile } from '../run-state.ts';
import { FactsTable } from './facts-table.tsx';

type Props = { tile: EndedTile; onCopy: (text: string) => void; onClose: () => void };

/** The facts of one tile on their own, for a result without a picture to stand beside. */
export default function FactsDialog({ tile, onCopy, onClose }: Props) {
  const { t } = useI18n();
  return (
    <Dialog title={t.facts.title(tile.model)} onClose={onClose}>
      <FactsTable tile={tile} onCopy={onCopy} />
    </Dialog>
  );
}
