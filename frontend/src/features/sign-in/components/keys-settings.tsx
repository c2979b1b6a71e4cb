import { useState } from 'react';
import type { PersonalKey } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { copyText } from '../../../lib/clipboard.ts';
import { dateTime } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { describeError } from '../../../lib/report-error.ts';
import { useCreateKey, useKeys, useRevokeKey } from '../api/keys.ts';
import { useSignInTexts } from '../texts.ts';
import styles from './keys-settings.module.css';

/** What a key may be given here, in the order in which it is shown. */
const SCOPES = ['draw', 'read', 'manage'] as const;
type Scope = (typeof SCOPES)[number];
const DAYS = [30, 90, 365] as const;
const LONGEST_NAME = 60;

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

function Key({ of: { id, name, scopes, expiresAt } }: { of: PersonalKey }) {
  const texts = useSignInTexts();
  const { t, locale } = useI18n();
  const { mutate, isPending, error } = useRevokeKey();
  const [isAsked, setAsked] = useState(false);
  const mayDo = scopes.map((scope) => texts.keys.scopes[scope]).join(', ');
  return (
    <>
      <p className={styles.name}>{name}</p>
      <p className={styles.note}>{texts.keys.about(id, mayDo, dateTime(locale, expiresAt))}</p>
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

function NewKey() {
  const texts = useSignInTexts();
  const { t } = useI18n();
  const { mutate, data, error, isPending, reset } = useCreateKey();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(['draw', 'read']);
  const [expiresInDays, setDays] = useState<number>(90);
  const isWhole = name.trim() !== '' && scopes.length > 0;

  if (data) return <MadeKey value={data.key} onDone={reset} />;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWhole || isPending) return;
        mutate({ name: name.trim(), scopes: [...scopes], expiresInDays }, { onSuccess: () => setName('') });
      }}
    >
      <Field
        label={texts.keys.name}
        hint={texts.keys.nameHint}
        value={name}
        maxLength={LONGEST_NAME}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <fieldset>
        <legend>{texts.keys.may}</legend>
        {SCOPES.map((scope) => (
          <Choice
            key={scope}
            type="checkbox"
            checked={scopes.includes(scope)}
            onChange={(on) =>
              setScopes(SCOPES.filter((each) => (each === scope ? on : scopes.includes(each))))
            }
          >
            {texts.keys.scopes[scope]}
          </Choice>
        ))}
      </fieldset>
      <label className={styles.days}>
        <span>{texts.keys.counts}</span>
        <select value={expiresInDays} onChange={(event) => setDays(Number(event.currentTarget.value))}>
          {DAYS.map((days) => (
            <option key={days} value={days}>
              {texts.keys.days(days)}
            </option>
          ))}
        </select>
      </label>
      {error && <p role="alert">{describeError(t, error).text}</p>}
      <Button type="submit" aria-disabled={!isWhole || isPending || undefined}>
        {texts.keys.make}
      </Button>
    </form>
  );
}

function MadeKey({ value, onDone }: { value: string; onDone: () => void }) {
  const texts = useSignInTexts();
  const [isCopied, setCopied] = useState(false);
  return (
    <div className={styles.form} role="status">
      <p>{texts.keys.once}</p>
      <p>
        <code className={styles.key}>{value}</code>
      </p>
      <div className={styles.buttons}>
        <Button icon="copy" onClick={async () => setCopied(await copyText(value))}>
          {isCopied ? texts.keys.copied : texts.keys.copy}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {texts.keys.done}
        </Button>
      </div>
    </div>
  );
}
