import { useState } from 'react';
import type { SpendingResponse } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { money } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { describeError } from '../../../lib/report-error.ts';
import { useSpending } from '../api/get-spending.ts';
import { useSignInTexts } from '../texts.ts';
import styles from './spending-settings.module.css';

/** People shown before somebody asks for all of them. */
const FIRST = 20;

/** What each person has spent this month; shown to admins, whom alone the API tells. */
export function SpendingSettings({ own }: { own: string }) {
  const texts = useSignInTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles.spending} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.spending.title}</summary>
      {isOpen && <Spending own={own} />}
    </details>
  );
}

function Spending({ own }: { own: string }) {
  const texts = useSignInTexts();
  const { t, locale } = useI18n();
  const { data, error } = useSpending();
  if (!data) return error && <p role="alert">{describeError(t, error).text}</p>;
  const month = new Date(`${data.month}-01T00:00:00Z`);
  const written = month.toLocaleDateString(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const { budgetUsd } = data;
  return (
    <div className={styles.content}>
      <p className={styles.note}>{texts.spending.text(written)}</p>
      <p>{budgetUsd === null ? texts.spending.noBudget : texts.spending.budget(money(locale, budgetUsd))}</p>
      {data.people.length === 0 ? <p>{texts.spending.none}</p> : <People of={data} own={own} />}
      <p className={styles.note}>{texts.spending.names}</p>
      <p className={styles.note}>{texts.spending.runsHint}</p>
    </div>
  );
}

function People({ of: { people, budgetUsd }, own }: { of: SpendingResponse; own: string }) {
  const texts = useSignInTexts();
  const { locale } = useI18n();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? people : people.slice(0, FIRST);
  const hasBudget = budgetUsd !== null;
  const sumOf = (amountOf: (person: (typeof people)[number]) => number) =>
    people.reduce((sum, person) => sum + amountOf(person), 0);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className={styles.scroll} aria-label={texts.spending.title} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{texts.spending.person}</th>
              <th scope="col">{texts.spending.spent}</th>
              {hasBudget && <th scope="col">{texts.spending.left}</th>}
              <th scope="col">{texts.spending.runs}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((person) => (
              <tr key={person.id}>
                <th scope="row">
                  <code>{person.id}</code>
                  {person.id === own && <span className={styles.you}>{texts.spending.you}</span>}
                </th>
                <td>{money(locale, person.usd)}</td>
                {hasBudget && <td>{money(locale, person.leftUsd ?? 0)}</td>}
                <td>{person.runs.toLocaleString(locale)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{texts.spending.all(people.length)}</th>
              <td>
                {money(
                  locale,
                  sumOf(({ usd }) => usd),
                )}
              </td>
              {hasBudget && <td />}
              <td>{sumOf(({ runs }) => runs).toLocaleString(locale)}</td>
            </tr>
          </tfoot>
        </table>
      </section>
      {shown.length < people.length && (
        <Button small onClick={() => setWhole(true)}>
          {texts.spending.more(people.length)}
        </Button>
      )}
    </>
  );
}
