import { useCallback, useId } from 'react';
import { Choice } from '../../../components/ui/choice.tsx';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { useShortcut } from '../../../lib/shortcuts.ts';
import { useStore } from '../../../lib/store.ts';
import { changeView, LAST_STEP, ORDERS, sizeAt, stepOf, viewStore } from '../view.ts';
import styles from './view-tools.module.css';

/** How the pictures are shown: size, facts, order. Kept on this device. */
export function ViewTools() {
  const { t } = useTexts();
  const id = useId();
  const { size, facts, order } = useStore(viewStore);
  const step = stepOf(size);
  useShortcut(
    'smaller',
    useCallback(() => changeView({ size: sizeAt(stepOf(viewStore.get().size) - 1) }), []),
  );
  useShortcut(
    'larger',
    useCallback(() => changeView({ size: sizeAt(stepOf(viewStore.get().size) + 1) }), []),
  );
  return (
    <fieldset className={styles.view}>
      <legend className="visually-hidden">{t.view.title}</legend>
      <label className={styles.size}>
        <span>{t.view.size}</span>
        <input
          type="range"
          min="0"
          max={LAST_STEP}
          step="1"
          value={step}
          aria-valuetext={t.view.sizes[size]}
          title={t.view.sizes[size]}
          onChange={(event) => changeView({ size: sizeAt(Number(event.currentTarget.value)) })}
        />
      </label>
      <label className={styles.order} htmlFor={`${id}-order`}>
        <span>{t.view.order}</span>
        <select
          id={`${id}-order`}
          value={order}
          onChange={(event) => {
            const next = ORDERS.find((each) => each === event.currentTarget.value);
            if (next) changeView({ order: next });
          }}
        >
          {ORDERS.map((each) => (
            <option key={each} value={each}>
              {t.view.orders[each]}
            </option>
          ))}
        </select>
      </label>
      <Choice type="switch" checked={facts} onChange={(on) => changeView({ facts: on })}>
        {t.view.facts}
      </Choice>
    </fieldset>
  );
}
