import { Choice } from '../../../components/ui/choice.tsx';
import { blindStore } from '../../../lib/blind.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { useStore } from '../../../lib/store.ts';
import { canBePrivate } from '../../../lib/visibility.ts';

/** Whether what is drawn next is drawn blind; kept on this device. */
export function BlindSwitch() {
  const { t } = useI18n();
  const blind = useStore(blindStore);
  if (!canBePrivate()) return null;
  return (
    <Choice type="switch" checked={blind} onChange={(next) => blindStore.set(next)}>
      {t.ask.blind}
    </Choice>
  );
}
