import type { Visibility } from '../../../../../src/contract/index.ts';
import { VisibilitySelect } from '../../../components/ui/visibility-select.tsx';
import { useStore } from '../../../lib/store.ts';
import { offeredVisibilities, visibilityStore } from '../../../lib/visibility.ts';

/** Who may see what is drawn next; kept on this device. */
export function VisibilityPicker({ standard }: { standard: Visibility }) {
  const chosen = useStore(visibilityStore);
  const value = chosen === '' || !offeredVisibilities().includes(chosen) ? standard : chosen;
  return <VisibilitySelect value={value} onChange={(next) => visibilityStore.set(next)} />;
}
