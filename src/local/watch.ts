import { type FSWatcher, watch } from 'node:fs';

/** Calls `onChange` once things have been quiet for a moment after changes beneath the folders. */
export function watchFolders(
  folders: readonly string[],
  onChange: () => void,
  quietMs = 80,
): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const trigger = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, quietMs);
  };
  const watchers: FSWatcher[] = folders.map((folder) => {
    const watcher = watch(folder, { recursive: true }, trigger);
    // A folder that disappears under the watcher is no reason to end the stack.
    watcher.on('error', () => {});
    return watcher;
  });
  return {
    stop() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
