import { KeptSelect } from '../../../components/ui/kept-select.tsx';
import { keptStore, offeredDays } from '../../../lib/kept.ts';
import { useStore } from '../../../lib/store.ts';

/** For how long what is drawn next is kept; remembered on this device. */
export function KeptPicker({ keptDays }: { keptDays: number }) {
  const chosen = useStore(keptStore);
  const offered = offeredDays(keptDays);
  return (
    <KeptSelect
      value={offered.includes(chosen) ? chosen : 0}
      offered={offered}
      keptDays={keptDays}
      onChange={keptStore.set}
    />
  );
}
