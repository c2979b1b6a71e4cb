import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { copyText } from '../../../lib/clipboard.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { describeError } from '../../../lib/report-error.ts';
import { useCreateKey } from '../api/keys.ts';
import { typedDollars, typedRuns } from '../limits-of-key.ts';
import { useSignInTexts } from '../texts.ts';
import styles from './keys-settings.module.css';

/** What a key may be given here, in the order in which it is shown. */
const SCOPES = ['draw', 'read', 'manage'] as const;
type Scope = (typeof SCOPES)[number];
const DAYS = [30, 90, 365] as const;
const LONGEST_NAME = 60;
const NO_LIMITS = { usd: '', runs: '' };

/** Makes a key, and shows it once. */
export function NewKey() {
  const texts = useSignInTexts();
  const { t } = useI18n();
  const { mutate, data, error, isPending, reset } = useCreateKey();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(['draw', 'read']);
  const [expiresInDays, setDays] = useState<number>(90);
  const [limits, setLimits] = useState(NO_LIMITS);
  const usdPerMonth = typedDollars(limits.usd);
  const runsPerDay = typedRuns(limits.runs);
  const isWhole =
    name.trim() !== '' && scopes.length > 0 && usdPerMonth !== undefined && runsPerDay !== undefined;

  if (data) return <MadeKey value={data.key} onDone={reset} />;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWhole || isPending) return;
        const wanted = {
          name: name.trim(),
          scopes: [...scopes],
          expiresInDays,
          ...(usdPerMonth !== null && { usdPerMonth }),
          ...(runsPerDay !== null && { runsPerDay }),
        };
        mutate(wanted, {
          onSuccess: () => {
            setName('');
            setLimits(NO_LIMITS);
          },
        });
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
      <Field
        label={texts.keys.usdPerMonth}
        hint={texts.keys.usdPerMonthHint}
        error={usdPerMonth === undefined ? texts.keys.badUsd : undefined}
        value={limits.usd}
        inputMode="decimal"
        autoComplete="off"
        onChange={(event) => setLimits({ ...limits, usd: event.currentTarget.value })}
      />
      <Field
        label={texts.keys.runsPerDay}
        error={runsPerDay === undefined ? texts.keys.badRuns : undefined}
        value={limits.runs}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => setLimits({ ...limits, runs: event.currentTarget.value })}
      />
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
