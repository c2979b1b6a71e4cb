import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

/** Paths that changed; `undefined` where the system did not tell all of them. */
export type Changes = ReadonlySet<string> | undefined;

/** Calls `onChange` once things have been quiet for a moment after changes beneath the folders. */
export function watchFolders(
  folders: readonly string[],
  onChange: (changes: Changes) => void,
  quietMs = 40,
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
