import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { signIn } from '../browser-sign-in.ts';
import { useSignInTexts } from '../texts.ts';
import styles from './account-settings.module.css';

/** Who is signed in, and the way out. */
export function AccountSettings() {
  const texts = useSignInTexts();
  const [isLeaving, setLeaving] = useState(false);
  const person = signIn.person();
  if (person === undefined) return null;
  return (
    <fieldset className={styles.account}>
      <legend>{texts.account}</legend>
      <p className={styles.name}>{texts.signedInAs(person.name)}</p>
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
