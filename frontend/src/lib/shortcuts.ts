import { useEffect } from 'react';
import type { FirstMessages } from './i18n/first-en.ts';
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
  smaller: { keys: ['['] },
  larger: { keys: [']'] },
  fold: { keys: ['h'] },
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

/** Keys of a control are its own: single keys act only while the focus is on none. */
function isInControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, button, summary, [role="slider"]'))
  );
}

function nameOf(event: KeyboardEvent): ShortcutName | undefined {
  const modified = event.ctrlKey || event.metaKey;
  if (modified && event.key === 'Enter' && !event.altKey) return 'run';
  if (modified || event.altKey || isInControl(event.target) || !preferences.get().singleKeys)
    return undefined;
  return (Object.keys(SHORTCUTS) as ShortcutName[]).find((name) => {
    const { keys } = SHORTCUTS[name];
    return keys.length === 1 && keys[0] === event.key;
  });
}

/** Installs the page's only key listener; returns a function that removes it. */
export function installShortcuts(): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || event.isComposing || document.querySelector('dialog[open]'))
      return;
    const name = nameOf(event);
    const handler = name && handlers.get(name)?.at(-1);
    if (!handler) return;
    event.preventDefault();
    handler();
  };
  addEventListener('keydown', listen);
  return () => removeEventListener('keydown', listen);
}

/** The name of the key that shortcuts are pressed with. */
export function modifierKey(t: FirstMessages): string {
  return /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : t.shortcuts.control;
}
