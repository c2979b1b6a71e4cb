import { useId, useRef } from 'react';
import { MOST_PROMPTS } from '../../../../../src/contract/constants.ts';
import { Button } from '../../../components/ui/button.tsx';
import { TextArea } from '../../../components/ui/text-area.tsx';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { reportError } from '../../../lib/report-error.ts';
import type { ReadPrompts } from '../read-prompts.ts';
import { useListTexts } from '../texts.ts';
import styles from './lists.module.css';

type Ready = 'english' | 'german' | 'parti';

/** Fetched when somebody takes it. */
async function readyText(name: Ready): Promise<string> {
  const prompts =
    name === 'parti'
      ? (await import('../ready/parti.ts')).PARTI
      : await import('../ready/own.ts').then((own) => (name === 'german' ? own.OWN_GERMAN : own.OWN_ENGLISH));
  const categories = Map.groupBy(prompts, ([, category]) => category);
  return [...categories]
    .map(([category, all]) => [`# ${category}`, ...all.map(([text]) => text)].join('\n'))
    .join('\n\n');
}

type Props = {
  value: string;
  onChange: (text: string) => void;
  /** Puts something else in the place of all that was written. */
  onReplace: (text: string) => void;
  /** Brings back what was replaced; absent where nothing was. */
  onUndo: (() => void) | undefined;
  read: ReadPrompts;
};

/** Where the prompts of a list are written, pasted or imported, and what was made of them. */
export function PromptsField({ value, onChange, onReplace, onUndo, read }: Props) {
  const s = useListTexts();
  const { t } = useTexts();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const take = async (text: Promise<string>) => {
    try {
      onReplace(await text);
    } catch (error) {
      reportError(t, s.fileFailed, error);
    }
  };
  return (
    <div className={styles.told}>
      <label className={styles.label} htmlFor={id}>
        {s.prompts}
      </label>
      <TextArea
        id={id}
        value={value}
        rows={10}
        aria-describedby={`${id}-hint ${id}-read`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} className={styles.soft}>
        {s.promptsHint}
      </p>
      <div id={`${id}-read`} role="status">
        {value.trim() !== '' && <Read read={read} />}
      </div>
      <div className={styles.row}>
        <Button onClick={() => file.current?.click()}>{s.import}</Button>
        <input
          ref={file}
          type="file"
          hidden
          aria-label={s.import}
          accept=".txt,.csv,.tsv,.jsonl,.json,text/plain,text/csv"
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? [];
            currentTarget.value = '';
            if (chosen !== undefined) void take(chosen.text());
          }}
        />
        <label className={styles.select}>
          <span>{s.ready}</span>
          <select
            value=""
            onChange={(event) => {
              const { value: name } = event.currentTarget;
              if (name !== '') void take(readyText(name as Ready));
            }}
          >
            <option value="" />
            {(['english', 'german', 'parti'] as const).map((name) => (
              <option key={name} value={name}>
                {s.readyNames[name]}
              </option>
            ))}
          </select>
        </label>
        {onUndo && <Button onClick={onUndo}>{s.bringBack}</Button>}
      </div>
      <p className={styles.soft}>
        <a href="https://github.com/google-research/parti" target="_blank" rel="noreferrer">
          {s.partiNote}
        </a>
      </p>
    </div>
  );
}

function Read({ read }: { read: ReadPrompts }) {
  const s = useListTexts();
  const { prompts, count, doubles, faults } = read;
  const categories = new Set(prompts.flatMap(({ category }) => category ?? [])).size;
  const linesOf = (kind: 'unreadable' | 'long') =>
    faults.flatMap((fault) => (fault.kind === kind ? [fault.line] : [])).join(', ');
  return (
    <>
      <p>{[s.count(count), ...(categories > 0 ? [s.categories(categories)] : [])].join(', ')}</p>
      {doubles > 0 && <p className={styles.soft}>{s.doubles(doubles)}</p>}
      {count > MOST_PROMPTS && <p className={styles.failed}>{s.tooMany(count, MOST_PROMPTS)}</p>}
      {linesOf('unreadable') !== '' && <p className={styles.failed}>{s.unreadable(linesOf('unreadable'))}</p>}
      {linesOf('long') !== '' && <p className={styles.failed}>{s.long(linesOf('long'))}</p>}
    </>
  );
}
