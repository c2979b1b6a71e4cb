import { Dialog } from '../../../components/ui/dialog.tsx';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import type { EndedTile } from '../run-state.ts';
import { FactsTable } from './facts-table.tsx';

type Props = { tile: EndedTile; onCopy: (text: string) => void; onClose: () => void };

/** The facts of one tile on their own, for a result without a picture to stand beside. */
export default function FactsDialog({ tile, onCopy, onClose }: Props) {
  const { t } = useTexts();
  return (
    <Dialog title={t.facts.title(tile.model)} onClose={onClose}>
      <FactsTable tile={tile} onCopy={onCopy} />
    </Dialog>
  );
}
