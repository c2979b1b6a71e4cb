import { useCallback, useId, useMemo, useState } from 'react';
import { type EditOperation, MOST_REFERENCES } from '../../../../../src/contract/constants.ts';
import { estimateCost } from '../../../../../src/contract/estimate.ts';
import type { DrawRequest, ModelEntry } from '../../../../../src/contract/index.ts';
import { Button } from '../../../components/ui/button.tsx';
import { Choice } from '../../../components/ui/choice.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { TextArea } from '../../../components/ui/text-area.tsx';
import { useEditTexts } from '../../../lib/edit-texts.ts';
import { moneyRange } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { priceFor, supportOf } from '../../../lib/price-for.ts';
import { describeError } from '../../../lib/report-error.ts';
import { useKeepUnsent } from '../../../lib/unsent.ts';
import { useOnline } from '../../../lib/use-online.ts';
import { usePictureFiles } from '../../../lib/use-picture-files.ts';
import { referenceOf, UPLOAD_TYPES } from '../api/references.ts';
import { isMarked, type Marking, maskFile, NOTHING } from '../marking.ts';
import type { Edit } from '../source.ts';
import { placeOf, type UnsentEdit, unsentEditAt } from '../unsent-edit.ts';
import { useSources } from '../use-sources.ts';
import styles from './edit-dialog.module.css';
import { MarginsEditor, NO_MARGINS } from './margins-editor.tsx';
import { MaskEditor } from './mask-editor.tsx';

/** What can be done to one picture. */
const SINGLE_OPERATIONS = ['change', 'repaint', 'widen', 'enlarge', 'cut-out'] as const;
type SingleOperation = (typeof SINGLE_OPERATIONS)[number];

/** The models that can, with what they take. */
const ableTo = (models: readonly ModelEntry[], operation: EditOperation) =>
  models.flatMap((model) => {
    const support = supportOf(model, operation);
    return support ? [{ model, support }] : [];
  });

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
  const [place] = useState(() => placeOf(edit));
  const [unsent] = useState(() => unsentEditAt(place));
  const [prompt, setPrompt] = useState(unsent.prompt ?? edit.prompt ?? '');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set(unsent.left));
  const takeFiles = useCallback((files: readonly File[]) => add(files.map((file) => ({ file }))), [add]);
  usePictureFiles(takeFiles);

  const [wanted, setWanted] = useState<SingleOperation>(
    SINGLE_OPERATIONS.find((each) => each === (unsent.operation ?? edit.operation)) ?? 'change',
  );
  const [markings, setMarkings] = useState<readonly Marking[]>(unsent.marking ? [unsent.marking] : []);
  const [margins, setMargins] = useState(unsent.margins ?? NO_MARGINS);
  const [failure, setFailure] = useState<string>();
  const [sending, setSending] = useState(false);
  const only = items.length === 1 ? items[0] : undefined;
  const operation = items.length > 1 ? 'combine' : wanted;
  const hasWords = operation !== 'enlarge' && operation !== 'cut-out';
  // A mask and margins belong to the picture that they were made for.
  const [madeFor, setMadeFor] = useState(only?.id);
  if (madeFor !== only?.id) {
    setMadeFor(only?.id);
    // The first one is the one that they were kept for.
    if (madeFor !== undefined) {
      setMarkings([]);
      setMargins(NO_MARGINS);
    }
  }
  const isOfRun = only !== undefined && 'picture' in only.source;
  const marking = isOfRun ? markings.at(-1) : undefined;
  const keptMargins = isOfRun && Object.values(margins).some((pixels) => pixels > 0) ? margins : undefined;
  const kept: UnsentEdit = { prompt, operation: wanted, left: [...left], marking, margins: keptMargins };
  useKeepUnsent(place, kept);
  const offered = SINGLE_OPERATIONS.filter((each) => ableTo(models, each).length > 0);
  const able = useMemo(() => ableTo(models, operation), [models, operation]);
  const chosen = able.filter(({ model }) => !left.has(model.id));
  const price = estimateCost(chosen.map(({ model }) => priceFor(model, operation, items.length)));
  const length = [...prompt.trim()].length;
  const failed = items.find(({ error }) => error !== undefined);
  const online = useOnline();
  const wrong = !online
    ? t.ask.offline
    : items.length === 0
      ? texts.noPicture
      : (failed?.error ??
        (hasWords && length === 0
          ? texts.empty
          : length > limit
            ? t.ask.tooLong(length - limit)
            : able.length === 0
              ? texts.nobody
              : chosen.length === 0
                ? t.ask.noModel
                : operation === 'repaint' && !isMarked(markings.at(-1) ?? NOTHING)
                  ? texts.nothingMarked
                  : operation === 'widen' && Object.values(margins).every((pixels) => pixels === 0)
                    ? texts.nothingAdded
                    : failure));
  const references = items.flatMap(({ reference }) => (reference ? [reference.referenceId] : []));
  const blocked = wrong !== undefined && wrong !== failure;
  const preparing = !blocked && (sending || references.length < items.length);

  const send = async () => {
    if (blocked || preparing) return;
    const [first] = items;
    const size = only?.reference;
    setFailure(undefined);
    setSending(true);
    try {
      const isRepaint = operation === 'repaint' && size !== undefined;
      const mask = isRepaint ? await maskFile(markings.at(-1) ?? NOTHING, size).then(referenceOf) : undefined;
      onSend({
        // A run needs a name.
        prompt: prompt.trim() || texts.title[operation],
        operation,
        references,
        models: chosen.map(({ model }) => model.id),
        ...(mask && { mask: mask.referenceId }),
        ...(operation === 'widen' && { expand: margins }),
        ...(first && 'picture' in first.source && { parent: first.source.picture }),
      });
    } catch (error) {
      setFailure(describeError(t, error).text);
      setSending(false);
    }
  };

  return (
    <Dialog
      title={texts.title[operation]}
      size="wide"
      onClose={onClose}
      footer={
        <Button look="primary" aria-disabled={blocked || preparing || undefined} onClick={send}>
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
        {only && offered.length > 1 && (
          <fieldset className={styles.operations}>
            <legend>{texts.operations}</legend>
            {offered.map((each) => (
              <Choice
                key={each}
                type="radio"
                name={`${id}-operation`}
                checked={operation === each}
                onChange={() => setWanted(each)}
              >
                {texts.operation[each]}
              </Choice>
            ))}
          </fieldset>
        )}
        {only?.reference && operation === 'repaint' && (
          <MaskEditor
            picture={{ ...only.reference, preview: only.preview }}
            history={markings}
            onChange={setMarkings}
          />
        )}
        {only?.reference && operation === 'widen' && (
          <MarginsEditor
            picture={{ ...only.reference, preview: only.preview }}
            margins={margins}
            onChange={setMargins}
          />
        )}
        {hasWords && (
          <>
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
          </>
        )}
        <p id={`${id}-hint`} className={styles.hint} role={failed || failure ? 'alert' : undefined}>
          {wrong ?? (hasWords ? texts.hint : undefined)}
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
