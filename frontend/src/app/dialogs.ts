/** Every small dialog, as one script: each alone would cost more requests than it weighs. */
export { default as SettingsDialog } from './settings.tsx';
export { default as ShortcutsDialog } from './shortcuts-dialog.tsx';
export { default as StudioDialogs } from './studio-dialogs.tsx';
