import type { ComponentType } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { Button } from '../components/ui/button.tsx';
import { Dialog } from '../components/ui/dialog.tsx';
import { useI18n } from '../lib/i18n/i18n.tsx';
import type { Loader } from '../lib/loader.ts';
import { Part } from '../lib/part.tsx';

type DialogPartProps<Module, PartProps> = {
  loader: Loader<Module>;
  pick: (module: Module) => ComponentType<PartProps>;
  props: PartProps;
  onClose: () => void;
};

/** A dialog that is missing, or that fails, never takes more than itself. */
export function DialogPart<Module, PartProps extends object>({
  loader,
  pick,
  props,
  onClose,
}: DialogPartProps<Module, PartProps>) {
  return (
    <ErrorBoundary fallback={<MissingDialog onClose={onClose} />}>
      <Part
        loader={loader}
        pick={pick}
        props={props}
        fallback={{
          loading: null,
          failed: (retry) => <MissingDialog onClose={onClose} onRetry={retry} />,
        }}
      />
    </ErrorBoundary>
  );
}

function MissingDialog({ onClose, onRetry }: { onClose: () => void; onRetry?: () => void }) {
  const { t } = useI18n();
  return (
    <Dialog
      title={t.part.missing}
      onClose={onClose}
      footer={onRetry && <Button onClick={onRetry}>{t.start.again}</Button>}
    >
      <p>{onRetry ? t.part.missingText : t.app.crashedText}</p>
    </Dialog>
  );
}
