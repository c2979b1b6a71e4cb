import { type Deployed, see } from '../stage.ts';
import type { Workspace } from '../workspace.ts';

const API_TEXT = /There is no such run, or it has expired\.|Unknown \w+\./;

/**
 * Makes a version of which everything served can be told from another one's: a word of the page and one of the API.
 * @param word of a length that never changes: then `index.html` of two versions has one size, as in real life
 */
export function writeVersion(workspace: Workspace, word: string): void {
  workspace.edit(
    'frontend/src/lib/i18n/first-en.ts',
    /gallery: 'Gallery[^']*'/,
    `gallery: 'Gallery ${word}'`,
  );
  workspace.edit('src/usecases/read-run/get-status.ts', API_TEXT, `Unknown ${word}.`);
}

/** What the functions that answer have to say. */
export async function apiText({ api }: Deployed): Promise<string> {
  const response = await fetch(`${api}/status/00000000-0000-4000-8000-000000000000`);
  const { error } = (await response.json()) as { error: string };
  see('the status of an unknown run is 404', response.status === 404, error);
  return error;
}
