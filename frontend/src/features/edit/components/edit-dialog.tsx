import { useCallback, useId, useMemo, useState } from 'react';
import { MOST_REFERENCES } from '../../../../../src/contract/constants.ts';
import { estimateCost, priceWithReferences } from '../../../../../src/contract/estimate.ts';
import type { DrawRequest, ModelEntry } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { TextArea } from '../../../components/ui/text-area.tsx';
import { useEditTexts } from '../../../lib/edit-texts.ts';
import { moneyRange } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { usePictureFiles } from '../../../lib/use-picture-files.ts';
import { UPLOAD_TYPES } from '../api/references.ts';
import type { Edit } from '../source.ts';
import { useSources } from '../use-sources.ts';
import styles from './edit-dialog.module.css';

type Props = {
  edit: Edit;
  models: readonly ModelEntry[];
  /** Of the words. */
  limit: number;
  onSend: (request: DrawRequest) => void;
  onClose: () => void;
};

/** Pictures, words that say what to do with them, and the models that can: one run. */
export default function EditDialog({ edit, models, limit, onSend, onClose }: Props) {
  const { t, locale } = useTexts();
  const texts = useEditTexts();
  const id = useId();
  const { items, add, remove } = useSources(edit.sources);
  const [prompt, setPrompt] = useState(edit.prompt ?? '');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const takeFiles = useCallback((files: readonly File[]) => add(files.map((file) => ({ file }))), [add]);
  usePictureFiles(takeFiles);

  const operation = items.length > 1 ? 'combine' : 'change';
  const able = useMemo(
    () =>
      models.flatMap((model) => {
        const support = model.supports.operations?.find((each) => each.operation === operation);
        return support ? [{ model, support }] : [];
      }),
    [models, operation],
  );
  const chosen = able.filter(({ model }) => !left.has(model.id));
  const price = estimateCost(
    chosen.map(({ model, support: { references, referenceUsd } }) =>
      priceWithReferences(model.priceUsd, referenceUsd * Math.min(references, items.length)),
    ),
  );
  const length = [...prompt.trim()].length;
  const failed = items.find(({ error }) => error !== undefined);
  const wrong =
    items.length === 0
      ? texts.noPicture
      : (failed?.error ??
        (length === 0
          ? texts.empty
          : length > limit
            ? t.ask.tooLong(length - limit)
            : able.length === 0
              ? texts.nobody
              : chosen.length === 0
                ? t.ask.noModel
                : undefined));
  const references = items.flatMap(({ reference }) => (reference ? [reference.referenceId] : []));
  const preparing = wrong === undefined && references.length < items.length;

  const send = () => {
    if (wrong !== undefined || preparing) return;
    const [first] = items;
    onSend({
      prompt: prompt.trim(),
      operation,
      references,
      models: chosen.map(({ model }) => model.id),
      ...(first && 'picture' in first.source && { parent: first.source.picture }),
    });
  };

  return (
    <Dialog
      title={texts.title[operation]}
      size="wide"
      onClose={onClose}
      footer={
        <Button look="primary" aria-disabled={wrong !== undefined || preparing || undefined} onClick={send}>
          {preparing ? texts.preparing : texts.send(chosen.length)}
          {price.high > 0 && ` · ${moneyRange(locale, price)}`}
        </Button>
      }
    >
      <div className={styles.edit}>
        <ul className={styles.pictures} aria-label={texts.pictures}>
          {items.map((item, index) => (
            <li key={item.id} data-failed={item.error !== undefined || undefined}>
              <img src={item.preview} alt={texts.picture(index + 1)} />
              <Button
                small
                look="overlay"
                icon="close"
                iconOnly={texts.remove(index + 1)}
                onClick={() => remove(item.id)}
              />
            </li>
          ))}
          {items.length < MOST_REFERENCES && (
            <li>
              <label className={styles.add}>
                <span>{items.length === 0 ? texts.choose : texts.add}</span>
                <input
                  type="file"
                  className="visually-hidden"
                  accept={UPLOAD_TYPES}
                  multiple
                  onChange={(event) => {
                    takeFiles([...(event.currentTarget.files ?? [])]);
                    event.currentTarget.value = '';
                  }}
                />
              </label>
            </li>
          )}
        </ul>
        <label htmlFor={id}>{texts.words[operation]}</label>
        <TextArea
          id={id}
          look="prompt"
          rows={2}
          value={prompt}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setPrompt(event.currentTarget.value)}
          onKeyDown={(event) => {
            const composing = event.nativeEvent.isComposing;
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !composing) send();
          }}
        />
        <p id={`${id}-hint`} className={styles.hint} role={failed ? 'alert' : undefined}>
          {wrong ?? texts.hint}
        </p>
        {able.length > 0 && (
          <fieldset className={styles.models}>
            <legend>{t.ask.models}</legend>
            {able.map(({ model, support }) => (
              <Choice
                key={model.id}
                type="checkbox"
                checked={!left.has(model.id)}
                onChange={(on) =>
                  setLeft(
                    (before) =>
                      new Set([...before].filter((each) => each !== model.id).concat(on ? [] : model.id)),
                  )
                }
              >
                {model.name}
                {support.references < items.length && (
                  <span className={styles.hint}> {texts.takesFewer(support.references)}</span>
                )}
              </Choice>
            ))}
          </fieldset>
        )}
      </div>
    </Dialog>
  );
}
