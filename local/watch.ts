import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

/** Changed paths; `undefined` if the system did not report all of them. */
export type Changes = ReadonlySet<string> | undefined;

/** Calls `onChange` after changes below the folders, once nothing has changed for `quietMs`. */
export function watchFolders(
  folders: readonly string[],
  onChange: (changes: Changes) => void,
  quietMs = 20,
): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let paths = new Set<string>();
  let allTold = true;
  const report = () => {
    const changes = allTold ? paths : undefined;
    paths = new Set();
    allTold = true;
    onChange(changes);
  };
  const watchers: FSWatcher[] = folders.map((folder) => {
    const watcher = watch(folder, { recursive: true }, (_event, name) => {
      if (name === null) allTold = false;
      else paths.add(join(folder, name));
      clearTimeout(timer);
      timer = setTimeout(report, quietMs);
    });
    // The stack goes on when a watched folder is deleted.
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
