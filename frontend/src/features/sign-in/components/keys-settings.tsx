import { useState } from 'react';
import type { PersonalKey } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { dateTime, money } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { describeError } from '../../../lib/report-error.ts';
import { useKeys, useRevokeKey } from '../api/keys.ts';
import { useSignInTexts } from '../texts.ts';
import styles from './keys-settings.module.css';
import { NewKey } from './new-key.tsx';

/** Keys for programs, which act for the person: made, shown once, and revoked. */
export function KeysSettings() {
  const texts = useSignInTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles.keys} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.keys.title}</summary>
      {isOpen && <Keys />}
    </details>
  );
}

function Keys() {
  const texts = useSignInTexts();
  const { t } = useI18n();
  const { data, error } = useKeys();
  return (
    <div className={styles.content}>
      <p className={styles.note}>{texts.keys.text}</p>
      {error && !data && <p role="alert">{describeError(t, error).text}</p>}
      {data?.keys.length === 0 && <p>{texts.keys.none}</p>}
      {data && data.keys.length > 0 && (
        <ul className={styles.list}>
          {data.keys.map((key) => (
            <li key={key.id}>
              <Key of={key} />
            </li>
          ))}
        </ul>
      )}
      <NewKey />
    </div>
  );
}

function Key({ of: { id, name, scopes, expiresAt, usdPerMonth, runsPerDay } }: { of: PersonalKey }) {
  const texts = useSignInTexts();
  const { t, locale } = useI18n();
  const { mutate, isPending, error } = useRevokeKey();
  const [isAsked, setAsked] = useState(false);
  const mayDo = scopes.map((scope) => texts.keys.scopes[scope]).join(', ');
  return (
    <>
      <p className={styles.name}>{name}</p>
      <p className={styles.note}>{texts.keys.about(id, mayDo, dateTime(locale, expiresAt))}</p>
      {usdPerMonth !== undefined && (
        <p className={styles.note}>{texts.keys.atMostUsd(money(locale, usdPerMonth))}</p>
      )}
      {runsPerDay !== undefined && <p className={styles.note}>{texts.keys.atMostRuns(runsPerDay)}</p>}
      {error && <p role="alert">{describeError(t, error).text}</p>}
      <Button
        small
        icon="trash"
        aria-label={isAsked ? undefined : texts.keys.revokeOf(name)}
        aria-disabled={isPending || undefined}
        onClick={() => {
          if (isPending) return;
          if (isAsked) mutate(id);
          setAsked(!isAsked);
        }}
      >
        {isAsked ? texts.keys.revokeNow : texts.keys.revoke}
      </Button>
    </>
  );
}
