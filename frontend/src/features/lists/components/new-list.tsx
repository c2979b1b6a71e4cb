import { type SyntheticEvent, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { MOST_PER_MODEL, MOST_PROMPTS } from '../../../../../src/contract/constants.ts';
import type { AspectRatio, ModelsResponse } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { money, moneyRange } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { reportError } from '../../../lib/report-error.ts';
import { forgetUnsent, useKeepUnsent } from '../../../lib/unsent.ts';
import { createList } from '../api/lists.ts';
import { ASPECT_RATIOS, budgetOf, MOST_PICTURES, planOf, seedOf } from '../plan.ts';
import { readPrompts } from '../read-prompts.ts';
import { useListTexts } from '../texts.ts';
import { FORM_PLACE, type ListForm, unsentForm } from '../unsent-list.ts';
import styles from './lists.module.css';
import { PromptsField } from './prompts-field.tsx';

const COUNTS = Array.from({ length: MOST_PER_MODEL }, (_, place) => place + 1);

/** Makes a list, and tells before what it will cost and take. */
export function NewList({ data }: { data: ModelsResponse }) {
  const s = useListTexts();
  const { t } = useTexts();
  const [, navigate] = useLocation();
  const [form, setForm] = useState<ListForm>(unsentForm);
  const { name, text, replaced, left, count, shape, blind, hasJudges, seed, budget } = form;
  const change = (part: Partial<ListForm>) => setForm((before) => ({ ...before, ...part }));
  useKeepUnsent(FORM_PLACE, form);
  const [isMaking, setMaking] = useState(false);
  const read = useMemo(() => readPrompts(text), [text]);
  const models = data.models.filter(({ id }) => !left.includes(id));
  const seeded = models.filter(({ supports }) => supports.seed).length;
  const seedNumber = seeded === 0 ? null : seedOf(seed);
  const parameters = {
    ...(shape !== '' && { aspectRatio: shape }),
    ...(typeof seedNumber === 'number' && { seed: seedNumber }),
  };
  const budgetUsd = budgetOf(budget);
  const isFit =
    name.trim() !== '' &&
    read.count > 0 &&
    read.count <= MOST_PROMPTS &&
    read.faults.length === 0 &&
    models.length > 0 &&
    models.length * count <= MOST_PICTURES &&
    seedNumber !== undefined &&
    budgetUsd !== undefined;

  const make = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isFit || isMaking) return;
    setMaking(true);
    try {
      const { listId } = await createList({
        name: name.trim(),
        prompts: read.prompts,
        models: models.map(({ id }) => id),
        count,
        blind,
        ...(blind && hasJudges && { visibility: 'unlisted' }),
        ...(Object.keys(parameters).length > 0 && { parameters }),
        ...(budgetUsd !== null && { budgetUsd }),
      });
      forgetUnsent(FORM_PLACE);
      navigate(`/lists/${listId}`);
    } catch (error) {
      reportError(t, s.createFailed, error);
      setMaking(false);
    }
  };
  const toggle = (id: string, isChosen: boolean) =>
    change({ left: isChosen ? left.filter((each) => each !== id) : [...left, id] });

  return (
    <form className={styles.form} onSubmit={make}>
      <h2>{s.new}</h2>
      <Field
        label={s.name}
        value={name}
        maxLength={100}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <PromptsField
        value={text}
        onChange={(next) => change({ text: next })}
        onReplace={(next) =>
          setForm((before) => ({
            ...before,
            text: next,
            ...(before.text.trim() !== '' && { replaced: before.text }),
          }))
        }
        onUndo={replaced ? () => change({ text: replaced, replaced: text }) : undefined}
        read={read}
      />
      <fieldset>
        <legend>{s.models}</legend>
        <div className={styles.models}>
          {data.models.map(({ id, name: called }) => (
            <Choice
              key={id}
              type="checkbox"
              checked={!left.includes(id)}
              onChange={(isChosen) => toggle(id, isChosen)}
            >
              {called}
            </Choice>
          ))}
        </div>
        {models.length === 0 && <p className={styles.failed}>{s.noModels}</p>}
        {models.length * count > MOST_PICTURES && <p className={styles.failed}>{s.atMost(MOST_PICTURES)}</p>}
      </fieldset>
      <div className={styles.row}>
        <label className={styles.select}>
          <span>{s.pictures}</span>
          <select value={count} onChange={(event) => change({ count: Number(event.currentTarget.value) })}>
            {COUNTS.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <label className={styles.select}>
          <span>{s.shape}</span>
          <select
            value={shape}
            onChange={(event) => change({ shape: event.currentTarget.value as AspectRatio | '' })}
          >
            <option value="">{s.anyShape}</option>
            {ASPECT_RATIOS.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
      </div>
      {seeded > 0 && (
        <Field
          label={s.seed}
          hint={seeded < models.length ? `${s.seedHint} ${s.seedOf(seeded, models.length)}` : s.seedHint}
          error={seedNumber === undefined ? s.seedWrong : undefined}
          inputMode="numeric"
          autoComplete="off"
          value={seed}
          onChange={(event) => change({ seed: event.currentTarget.value })}
        />
      )}
      <Choice type="switch" checked={blind} onChange={(next) => change({ blind: next })}>
        {s.blind}
      </Choice>
      {blind && (
        <Choice type="switch" checked={hasJudges} onChange={(next) => change({ hasJudges: next })}>
          {s.judges}
        </Choice>
      )}
      <Field
        label={s.budget}
        hint={s.budgetHint}
        error={budgetUsd === undefined ? s.budgetWrong : undefined}
        inputMode="decimal"
        value={budget}
        onChange={(event) => change({ budget: event.currentTarget.value })}
      />
      {read.count > 0 && read.count <= MOST_PROMPTS && models.length > 0 && (
        <Told data={data} models={models} prompts={read.count} count={count} budgetUsd={budgetUsd ?? null} />
      )}
      <div>
        <Button look="primary" type="submit" disabled={!isFit || isMaking}>
          {isMaking ? s.creating : s.create}
        </Button>
      </div>
    </form>
  );
}

interface ToldProps {
  data: ModelsResponse;
  models: ModelsResponse['models'];
  prompts: number;
  count: number;
  budgetUsd: number | null;
}

/** What it comes to, and whether it fits into what is left. */
function Told({ data: { limits }, models, prompts, count, budgetUsd }: ToldProps) {
  const s = useListTexts();
  const { locale } = useTexts();
  const { pictures, cost, minutes } = planOf(models, prompts, count);
  const { runsLeft, dailyBudgetLeftUsd } = limits;
  return (
    <div className={styles.told}>
      <p>{s.planned(prompts, models.length, count, pictures)}</p>
      <p>{s.cost(moneyRange(locale, cost))}</p>
      <p>{s.time(minutes)}</p>
      {typeof runsLeft === 'number' && runsLeft < prompts && <p>{s.runsLeft(runsLeft)}</p>}
      {dailyBudgetLeftUsd !== null && <p>{s.leftToday(money(locale, dailyBudgetLeftUsd))}</p>}
      {budgetUsd !== null && budgetUsd < cost.high && <p>{s.overBudget}</p>}
    </div>
  );
}
