import { type ReactNode, useEffect } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { PictureChoice } from '../../../components/ui/picture-choice.tsx';
import { PromptHeading } from '../../../components/ui/prompt-heading.tsx';
import { preferences } from '../../../lib/preferences.ts';
import { useBlindTexts } from '../blind-texts.ts';
import type { Run, Tile } from '../run-state.ts';
import styles from './blind-view.module.css';

type Props = {
  run: Run;
  /** A pick is on its way. */
  busy: boolean;
  /** @param letter none for no favourite */
  onPick: (letter?: string) => void;
  /** Buttons for the whole run. */
  tools: ReactNode;
};

/** A blind run: pictures under letters, and nothing else that could tell whose they are, until one is picked. */
export function BlindView({ run, busy, onPick, tools }: Props) {
  const texts = useBlindTexts();
  const shown = run.ended ? run.tiles : [];
  const letters = shown.flatMap(({ model, state }) => (state.kind === 'done' ? [model] : [])).join(' ');

  useEffect(() => {
    const pick = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, repeat, target } = event;
      if (ctrlKey || metaKey || altKey || repeat || isTyping(target)) return;
      if (!preferences.get().singleKeys || document.querySelector('dialog[open]')) return;
      const letter = key.toUpperCase();
      if (letter.length !== 1 || !letters.split(' ').includes(letter)) return;
      // Before any shortcut of the page that has the same letter.
      event.stopImmediatePropagation();
      event.preventDefault();
      if (!busy) onPick(letter);
    };
    addEventListener('keydown', pick, true);
    return () => removeEventListener('keydown', pick, true);
  }, [busy, letters, onPick]);

  return (
    <section className={styles.blind} aria-labelledby="run-title">
      <header className={styles.head}>
        <PromptHeading id="run-title" title={run.title} prompt={run.prompt} />
        <p role="status">{run.ended ? texts.question : texts.waiting}</p>
        {letters !== '' && <p className={styles.hint}>{texts.keys}</p>}
        <div className={styles.tools}>
          {run.ended && (
            <Button small aria-disabled={busy || undefined} onClick={() => !busy && onPick()}>
              {letters === '' ? texts.noneLeft : texts.none}
            </Button>
          )}
          {tools}
        </div>
        {!run.ended && <progress className={styles.progress} aria-label={texts.waiting} />}
      </header>
      <div className={styles.pictures}>
        {shown.map((tile) => (
          <Choice key={tile.id} tile={tile} prompt={run.prompt} busy={busy} onPick={onPick} />
        ))}
      </div>
    </section>
  );
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable], dialog') !== null;

type ChoiceProps = { tile: Tile; prompt: string; busy: boolean; onPick: (letter: string) => void };

function Choice({ tile: { model: letter, state }, prompt, busy, onPick }: ChoiceProps) {
  const texts = useBlindTexts();
  if (state.kind !== 'done') {
    return (
      <article className={styles.missing} aria-label={letter}>
        <h2>{letter}</h2>
        <p>{texts.missing}</p>
      </article>
    );
  }
  return (
    <article aria-label={letter}>
      <PictureChoice
        picture={state.result}
        alt={texts.alt(letter, prompt)}
        label={texts.best(letter)}
        disabled={busy}
        onChoose={() => onPick(letter)}
      />
    </article>
  );
}
