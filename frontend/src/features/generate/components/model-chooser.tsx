import { useId, useState } from 'react';
import type { ModelEntry } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { timesStore, useUsualTime } from '../../../lib/expected-times.ts';
import { duration, moneyRange } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { useStore } from '../../../lib/store.ts';
import { cheapestThree, isChoosable } from '../choice.ts';
import { useDraft } from '../draft-store.ts';
import { listModels, MODEL_ORDERS, type ModelGroup, modelNotice, modelOrderStore } from '../model-list.ts';
import styles from './model-chooser.module.css';
import { SavedSets } from './saved-sets.tsx';
import { Section } from './section.tsx';

type Props = { models: ModelEntry[]; chosen: ModelEntry[]; missing: boolean };

/** From here on the list is searched and sorted. */
const MANY = 7;

export function ModelChooser({ models, chosen, missing }: Props) {
  const { t } = useI18n();
  const { change } = useDraft();
  const id = useId();
  const order = useStore(modelOrderStore);
  useStore(timesStore);
  const [text, setText] = useState('');
  const chosenIds = new Set(chosen.map((model) => model.id));
  const choosable = models.filter(isChoosable);
  const cheapest = cheapestThree(models);
  const isCheapest = chosen.length === 3 && cheapest.every((each) => chosenIds.has(each));
  const groups = listModels(models, order, text);

  const choose = (ids: ReadonlySet<string>) => {
    const next = choosable.map((model) => model.id).filter((each) => ids.has(each));
    change({ models: next.length === choosable.length ? null : next });
  };
  const toggle = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosenIds);
    for (const each of ids) {
      if (on) next.add(each);
      else next.delete(each);
    }
    choose(next);
  };

  return (
    <Section title={t.ask.models} aside={t.ask.modelCount(chosen.length, choosable.length)}>
      <div className={styles.presets}>
        <Button
          small
          aria-pressed={chosen.length === choosable.length}
          onClick={() => change({ models: null })}
        >
          {t.ask.all}
        </Button>
        <Button small aria-pressed={chosen.length === 0} onClick={() => change({ models: [] })}>
          {t.ask.none}
        </Button>
        {choosable.length > 3 && (
          <Button small aria-pressed={isCheapest} onClick={() => change({ models: cheapest })}>
            {t.ask.cheapest}
          </Button>
        )}
      </div>
      <SavedSets />
      {missing && (
        <p className={styles.missing} role="alert" data-missing tabIndex={-1}>
          {t.ask.noModel}
        </p>
      )}
      {models.length >= MANY && (
        <div className={styles.find}>
          <input
            type="search"
            aria-label={t.ask.findModel}
            placeholder={t.ask.findModel}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <label className="visually-hidden" htmlFor={`${id}-order`}>
            {t.ask.modelOrder}
          </label>
          <select
            id={`${id}-order`}
            value={order}
            onChange={(event) => {
              const next = MODEL_ORDERS.find((each) => each === event.currentTarget.value);
              if (next) modelOrderStore.set(next);
            }}
          >
            {MODEL_ORDERS.map((each) => (
              <option key={each} value={each}>
                {t.ask.modelOrders[each]}
              </option>
            ))}
          </select>
        </div>
      )}
      {groups.length === 0 && <p className={styles.price}>{t.ask.noModelFound}</p>}
      <div className={styles.vendors}>
        {groups.map((group) => (
          <Group
            key={group.vendor ?? ''}
            group={group}
            isOnly={groups.length === 1}
            chosen={chosenIds}
            onToggle={toggle}
            onOnly={choose}
          />
        ))}
      </div>
    </Section>
  );
}

type GroupProps = {
  group: ModelGroup;
  /** Whether there is no other group. */
  isOnly: boolean;
  chosen: ReadonlySet<string>;
  onToggle: (ids: readonly string[], on: boolean) => void;
  onOnly: (ids: ReadonlySet<string>) => void;
};

function Group({ group: { vendor, models }, isOnly, chosen, onToggle, onOnly }: GroupProps) {
  const { t } = useI18n();
  const ids = models.filter(isChoosable).map((model) => model.id);
  const all = ids.length > 0 && ids.every((each) => chosen.has(each));
  const rows = models.map((model) => (
    <Model
      key={model.id}
      model={model}
      checked={chosen.has(model.id)}
      onToggle={(on) => onToggle([model.id], on)}
      onOnly={() => onOnly(new Set([model.id]))}
    />
  ));
  if (vendor === undefined) return <div className={styles.vendor}>{rows}</div>;
  return (
    <fieldset className={styles.vendor}>
      <legend>{vendor}</legend>
      {ids.length > 1 && !isOnly && (
        <button
          type="button"
          className={styles.vendorAll}
          aria-pressed={all}
          onClick={() => onToggle(ids, !all)}
        >
          {t.ask.vendorAll(vendor)}
        </button>
      )}
      {rows}
    </fieldset>
  );
}

type ModelProps = {
  model: ModelEntry;
  checked: boolean;
  onToggle: (on: boolean) => void;
  onOnly: () => void;
};

function Model({ model, checked, onToggle, onOnly }: ModelProps) {
  const { t, locale } = useI18n();
  const noticeId = useId();
  const price = model.priceUsd;
  const priceText =
    price === null ? t.ask.priceUnknown : price.high === 0 ? t.ask.free : moneyRange(locale, price);
  const usual = useUsualTime(model.id);
  const notice = modelNotice(t, locale, model);
  return (
    <div className={styles.model}>
      <div className={styles.row}>
        <Choice
          type="checkbox"
          checked={checked}
          disabled={!isChoosable(model)}
          described={notice === '' ? undefined : noticeId}
          onChange={onToggle}
        >
          <span className={styles.line}>
            <span className={styles.name}>{model.name}</span>
            <span className={styles.price}>
              {usual !== undefined && `${t.ask.usually(duration(locale, usual))} · `}
              {priceText}
            </span>
          </span>
        </Choice>
        {isChoosable(model) && (
          <button
            type="button"
            className={styles.only}
            aria-label={t.ask.onlyLabel(model.name)}
            onClick={onOnly}
          >
            {t.ask.only}
          </button>
        )}
      </div>
      {notice !== '' && (
        <p className={styles.notice} id={noticeId}>
          {notice}
        </p>
      )}
    </div>
  );
}
