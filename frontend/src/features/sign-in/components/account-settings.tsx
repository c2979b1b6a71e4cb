import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { money } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { createLoader } from '../../../lib/loader.ts';
import { Part } from '../../../lib/part.tsx';
import { useMe } from '../api/get-me.ts';
import { signIn } from '../browser-sign-in.ts';
import { useSignInTexts } from '../texts.ts';
import styles from './account-settings.module.css';

const keys = createLoader(() => import('./keys-settings.tsx'));
const spending = createLoader(() => import('./spending-settings.tsx'));
const fallback = { loading: null, failed: () => null };

function LazyKeys() {
  return <Part loader={keys} pick={({ KeysSettings }) => KeysSettings} props={{}} fallback={fallback} />;
}

function LazySpending({ own }: { own: string }) {
  return (
    <Part
      loader={spending}
      pick={({ SpendingSettings }) => SpendingSettings}
      props={{ own }}
      fallback={fallback}
    />
  );
}

/** Who is signed in, what they have used and have left, and the way out. */
export function AccountSettings() {
  const texts = useSignInTexts();
  const { locale } = useI18n();
  const [isLeaving, setLeaving] = useState(false);
  const { data: me, error } = useMe();
  const person = signIn.person();
  if (person === undefined) return null;
  return (
    <fieldset className={styles.account}>
      <legend>{texts.account}</legend>
      <p className={styles.name}>{texts.signedInAs(person.name)}</p>
      {me?.person.role === 'admin' && <p>{texts.admin}</p>}
      {me && (
        <ul className={styles.used}>
          <li>{texts.spent(money(locale, me.spent.usd))}</li>
          {me.left.usd !== null && <li>{texts.left(money(locale, me.left.usd))}</li>}
          <li>{texts.runs(me.spent.runs, me.left.runs)}</li>
        </ul>
      )}
      {me && <p className={styles.note}>{texts.calledHere(me.person.id)}</p>}
      {error && !me && <p>{texts.unknown}</p>}
      {me?.person.role === 'admin' && <LazySpending own={me.person.id} />}
      <LazyKeys />
      <Button
        aria-disabled={isLeaving || undefined}
        onClick={() => {
          if (isLeaving) return;
          setLeaving(true);
          signIn.signOut();
        }}
      >
        {texts.signOut}
      </Button>
      <p className={styles.note}>{texts.signOutHint}</p>
    </fieldset>
  );
}
