import { useEffect } from 'react';
import { preferences } from './preferences.ts';

/** Every keyboard shortcut. The help dialog lists those that have a handler at the moment. */
export const SHORTCUTS = {
  run: { keys: ['Mod', 'Enter'] },
  focusPrompt: { keys: ['/'] },
  enhance: { keys: ['e'] },
  surprise: { keys: ['r'] },
  gallery: { keys: ['g'] },
  studio: { keys: ['b'] },
  compare: { keys: ['c'] },
  download: { keys: ['d'] },
  help: { keys: ['?'] },
} as const satisfies Record<string, { keys: readonly string[] }>;
export type ShortcutName = keyof typeof SHORTCUTS;

const handlers = new Map<ShortcutName, Array<() => void>>();

/** Names of the shortcuts that have a handler now, in the order of the table. */
export function activeShortcuts(): ShortcutName[] {
  return (Object.keys(SHORTCUTS) as ShortcutName[]).filter((name) => (handlers.get(name)?.length ?? 0) > 0);
}

/** Registers the handler of a shortcut while the component is mounted and `enabled`. */
export function useShortcut(name: ShortcutName, handler: () => void, enabled = true): void {
  useEffect(() => {
    if (!enabled) return;
    handlers.set(name, [...(handlers.get(name) ?? []), handler]);
    return () => {
      handlers.set(
        name,
        (handlers.get(name) ?? []).filter((each) => each !== handler),
      );
    };
  }, [name, handler, enabled]);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  );
}

function nameOf(event: KeyboardEvent): ShortcutName | undefined {
  const modified = event.ctrlKey || event.metaKey;
  if (modified && event.key === 'Enter' && !event.altKey) return 'run';
  if (modified || event.altKey || isTyping(event.target) || !preferences.get().singleKeys) return undefined;
  return (Object.keys(SHORTCUTS) as ShortcutName[]).find((name) => {
    const { keys } = SHORTCUTS[name];
    return keys.length === 1 && keys[0] === event.key;
  });
}

/** Installs the page's only key listener; returns a function that removes it. */
export function installShortcuts(): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || document.querySelector('dialog[open]')) return;
    const name = nameOf(event);
    const handler = name && handlers.get(name)?.at(-1);
    if (!handler) return;
    event.preventDefault();
    handler();
  };
  addEventListener('keydown', listen);
  return () => removeEventListener('keydown', listen);
}
