/** Every small dialog, as one script: each alone would cost more requests than it weighs. */
export { default as EnhanceDialog } from '../features/enhance/components/enhance-dialog.tsx';
export { default as HistoryDialog } from '../features/generate/components/history-dialog.tsx';
export { default as RandomDialog } from '../features/generate/components/random-dialog.tsx';
export { default as DeleteDialog } from '../features/results/components/delete-dialog.tsx';
export { default as FactsDialog } from '../features/results/components/facts-dialog.tsx';
export { default as RewordDialog } from '../features/results/components/reword-dialog.tsx';
export { default as RunDialog } from '../features/results/components/run-dialog.tsx';
export { default as SettingsDialog } from '../features/settings/components/settings-dialog.tsx';
export { default as ShortcutsDialog } from './shortcuts-dialog.tsx';
