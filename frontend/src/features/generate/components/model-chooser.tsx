import { useId } from 'react';
import type { ModelEntry } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { moneyRange } from '../../../lib/format.ts';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { byVendor, cheapestThree, isChoosable } from '../choice.ts';
import { changeDraft } from '../draft.ts';
import styles from './model-chooser.module.css';
import { Section } from './section.tsx';

type Props = { models: ModelEntry[]; chosen: ModelEntry[]; missing: boolean };

export function ModelChooser({ models, chosen, missing }: Props) {
  const { t } = useI18n();
  const chosenIds = new Set(chosen.map((model) => model.id));
  const choosable = models.filter(isChoosable);

  const toggle = (id: string, on: boolean) => {
    const next = choosable
      .map((model) => model.id)
      .filter((each) => (each === id ? on : chosenIds.has(each)));
    changeDraft({ models: next.length === choosable.length ? null : next });
  };

  return (
    <Section title={t.ask.models} aside={t.ask.modelCount(chosen.length, choosable.length)}>
      <div className={styles.presets}>
        <Button small onClick={() => changeDraft({ models: null })}>
          {t.ask.all}
        </Button>
        <Button small onClick={() => changeDraft({ models: [] })}>
          {t.ask.none}
        </Button>
        {choosable.length > 3 && (
          <Button small onClick={() => changeDraft({ models: cheapestThree(models) })}>
            {t.ask.cheapest}
          </Button>
        )}
      </div>
      {missing && (
        <p className={styles.missing} role="alert">
          {t.ask.noModel}
        </p>
      )}
      <div className={styles.vendors}>
        {byVendor(models).map((group) => (
          <Vendor key={group.vendor} {...group} chosen={chosenIds} onToggle={toggle} />
        ))}
      </div>
    </Section>
  );
}

type VendorProps = {
  vendor: string;
  models: ModelEntry[];
  chosen: Set<string>;
  onToggle: (id: string, on: boolean) => void;
};

function Vendor({ vendor, models, chosen, onToggle }: VendorProps) {
  return (
    <fieldset className={styles.vendor}>
      <legend>{vendor}</legend>
      {models.map((model) => (
        <Model key={model.id} model={model} checked={chosen.has(model.id)} onToggle={onToggle} />
      ))}
    </fieldset>
  );
}

type ModelProps = { model: ModelEntry; checked: boolean; onToggle: VendorProps['onToggle'] };

function Model({ model, checked, onToggle }: ModelProps) {
  const { t, locale } = useI18n();
  const noticeId = useId();
  const price = model.priceUsd;
  const priceText =
    price === null ? t.ask.priceUnknown : price.high === 0 ? t.ask.free : moneyRange(locale, price);
  const notices = [
    model.notice ?? (model.status === 'active' ? undefined : t.ask[model.status]),
    model.lastDay && !model.notice?.includes(model.lastDay) ? t.ask.lastDay(model.lastDay) : undefined,
  ].filter(Boolean);
  return (
    <div className={styles.model}>
      <Choice
        type="checkbox"
        checked={checked}
        disabled={!isChoosable(model)}
        described={notices.length > 0 ? noticeId : undefined}
        onChange={(on) => onToggle(model.id, on)}
      >
        <span className={styles.line}>
          <span className={styles.name}>{model.name}</span>
          <span className={styles.price}>{priceText}</span>
        </span>
      </Choice>
      {notices.length > 0 && (
        <p className={styles.notice} id={noticeId}>
          {notices.join(' · ')}
        </p>
      )}
    </div>
  );
}
