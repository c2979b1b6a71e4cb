import { useEffect } from 'react';
import type { Outcome } from '../../../../src/contract/index.ts';
import { preferences } from '../../lib/preferences.ts';

const OUTCOMES: Record<string, Outcome> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowDown: 'tie',
  x: 'both_bad',
  s: 'skip',
};

type Options = { onVote: (outcome: Outcome) => void; onUndo: () => void };

/** Answers by keys, before any shortcut of the page that has the same one. */
export function useJudgeKeys({ onVote, onUndo }: Options): void {
  useEffect(() => {
    const answer = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, shiftKey, repeat, target } = event;
      if (ctrlKey || metaKey || altKey || shiftKey || repeat || isTyping(target)) return;
      if (!preferences.get().singleKeys || document.querySelector('dialog[open]')) return;
      const name = key.length === 1 ? key.toLowerCase() : key;
      const outcome = OUTCOMES[name];
      if (outcome === undefined && name !== 'u') return;
      event.stopImmediatePropagation();
      event.preventDefault();
      if (outcome === undefined) onUndo();
      else onVote(outcome);
    };
    addEventListener('keydown', answer, true);
    return () => removeEventListener('keydown', answer, true);
  }, [onVote, onUndo]);
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable], dialog') !== null;
