import { Button } from '../components/ui/button.tsx';
import { Message } from '../components/ui/message.tsx';
import { ApiError } from '../lib/api.ts';
import { useTexts } from '../lib/i18n/i18n.tsx';
import { describeError } from '../lib/report-error.ts';

/** Why a run cannot be shown. */
export function RunFailed({ error }: { error: Error }) {
  const { t } = useTexts();
  if (error instanceof ApiError && error.status === 410) {
    return (
      <Message title={(error.code === 'RUN_EXPIRED' && t.error(error.code)) || t.remove.goneTitle}>
        <p>{t.remove.goneText}</p>
      </Message>
    );
  }
  if (error instanceof ApiError && error.status === 404) {
    return (
      <Message title={t.run.notFoundTitle}>
        <p>{t.run.notFoundText}</p>
      </Message>
    );
  }
  const { text, detail } = describeError(t, error);
  return (
    <Message title={t.run.loadFailed}>
      <p>{text}</p>
      {detail && <p>{detail}</p>}
      <Button look="primary" icon="retry" onClick={() => location.reload()}>
        {t.app.reload}
      </Button>
    </Message>
  );
}
