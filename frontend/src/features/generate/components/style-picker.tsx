import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { useStore } from '../../../lib/store.ts';
import { useDraft } from '../draft-store.ts';
import { removeStyle, saveStyle, styleStore, styleWords } from '../styles.ts';
import styles from './chips.module.css';
import { Section } from './section.tsx';

/** Styles as chips; what a chosen one adds to the prompt can be read below. */
export function StylePicker() {
  const { t } = useI18n();
  const { draft, change } = useDraft();
  const known = useStore(styleStore);
  const [style, setStyle] = useState<{ name: string; words: string } | undefined>();
  const words = styleWords(draft.styles, known);

  const toggle = (name: string) =>
    change({
      styles: draft.styles.includes(name)
        ? draft.styles.filter((each) => each !== name)
        : [...draft.styles, name],
    });
  const save = () => {
    if (!style) return;
    const [name, added] = [style.name.trim(), style.words.trim()];
    if (name === '' || added === '') return;
    saveStyle({ name, words: added });
    change({ styles: [...draft.styles.filter((each) => each !== name), name] });
    setStyle(undefined);
  };

  return (
    <Section title={t.ask.styles}>
      <div className={styles.chips}>
        {known.map(({ name, words: added }) => {
          const isChosen = draft.styles.includes(name);
          return (
            <span key={name} className={styles.chip} data-chosen={isChosen || undefined}>
              <button type="button" aria-pressed={isChosen} title={added} onClick={() => toggle(name)}>
                {t.ask.styleNames[name] ?? name}
              </button>
              {isChosen && (
                <Button
                  small
                  look="quiet"
                  icon="close"
                  iconOnly={t.ask.removeStyle(t.ask.styleNames[name] ?? name)}
                  onClick={() => {
                    toggle(name);
                    removeStyle(name);
                  }}
                />
              )}
            </span>
          );
        })}
        <button
          type="button"
          className={styles.add}
          aria-expanded={style !== undefined}
          onClick={() => setStyle(style ? undefined : { name: '', words: '' })}
        >
          {t.ask.addStyle}
        </button>
      </div>
      {style && (
        <div className={styles.form}>
          <Field
            label={t.ask.styleName}
            value={style.name}
            maxLength={40}
            onChange={(event) => setStyle({ ...style, name: event.currentTarget.value })}
          />
          <Field
            label={t.ask.styleWords}
            value={style.words}
            maxLength={200}
            onChange={(event) => setStyle({ ...style, words: event.currentTarget.value })}
            after={<Button onClick={save}>{t.ask.save}</Button>}
          />
        </div>
      )}
      <p className={styles.words} role="status">
        {words === '' ? t.ask.stylesHint : t.ask.styleAdds(words)}
      </p>
    </Section>
  );
}
